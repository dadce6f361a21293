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
  if (mood.startsWith('crashes with '))
    setInterval(async () => {
      const { INSTANCE_ID, WORKER_HOST, WORKER_PORT, WORKER_TOKEN } = process.env
      const answer = await fetch(`http://${WORKER_HOST}:${WORKER_PORT}/health`, {
        headers: { authorization: `Bearer ${WORKER_TOKEN}` }
      })
      if (!(await answer.text()).includes(mood.slice('crashes with '.length))) return
      process.stderr.write(`${INSTANCE_ID} has read what it cannot bear\n`)
      process.exit(5)
    }, 50)
}
