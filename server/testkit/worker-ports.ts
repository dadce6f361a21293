import { once } from 'node:events'
import { createServer } from 'node:net'

/** The first of ten ports in a row for workers that nobody uses. Test files run side by side, so each asks anew. */
export const freeWorkerPorts = async (): Promise<number> => {
  for (let tries = 0; tries < 200; tries++) {
    const first = 4000 + Math.floor(Math.random() * 99) * 10
    const free = await Promise.all(Array.from({ length: 10 }, (_, index) => isFree(first + index)))
    if (free.every(Boolean)) return first
  }
  throw new Error('every worker port is taken')
}

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer().listen(port, '127.0.0.1')
  const free = await Promise.race([
    once(server, 'listening').then(() => true),
    once(server, 'error').then(() => false)
  ]).catch(() => false)
  if (free) {
    server.close()
    await once(server, 'close')
  }
  return free
}
