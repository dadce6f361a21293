import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'

// A worker that behaves as the file says when it is started.
const mood = readFileSync(process.env['MOOD_FILE'] ?? '', 'utf8')

if (mood === 'ends at once') {
  await import('./broken-worker.ts')
} else if (mood === 'never answers') {
  createServer(() => undefined).listen(
    Number(process.env['WORKER_PORT']),
    process.env['WORKER_HOST']
  )
} else {
  await import('./tiny-worker.ts')
  // Long enough to be found ready, and not to be of any use.
  if (mood === 'ends when it is ready') setTimeout(() => process.exit(4), 300)
}
