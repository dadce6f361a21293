import { readFileSync } from 'node:fs'

// A worker that is sound or cannot start, as the file says when it is started.
if (readFileSync(process.env['MOOD_FILE'] ?? '', 'utf8') === 'ends at once')
  await import('./broken-worker.ts')
else await import('./tiny-worker.ts')
