import { createServer } from 'node:http'
import { getHeapStatistics } from 'node:v8'

// What a driver can see of a worker: it listens where it was told, writes a log, ends when it is asked or by itself.
const { INSTANCE_ID, WORKER_HOST, WORKER_PORT, STUBBORN } = process.env

createServer((request, response) => {
  if (request.url === '/exit') {
    process.stderr.write(`the last words of ${INSTANCE_ID}\n`)
    process.exit(7)
  }
  if (request.url === '/fill') {
    for (const kept: Buffer[] = []; ; ) kept.push(Buffer.alloc(8 * 2 ** 20, 1))
  }
  response.end(
    JSON.stringify({
      instance_id: INSTANCE_ID,
      environment: process.env,
      memory_bytes_max: getHeapStatistics().heap_size_limit
    })
  )
}).listen(Number(WORKER_PORT), WORKER_HOST)

process.on('SIGTERM', () => {
  if (!STUBBORN) process.exit(0)
})
