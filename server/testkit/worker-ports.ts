import type { Server } from 'node:net'
import { closeServer, listenExclusively } from './exclusive-server.ts'

/** Ports in a row for the workers of one test. */
export type WorkerPorts = {
  first: number
  last: number
  /** Lets others have them. They are given back with the process anyway. */
  release(): Promise<void>
}

const block_size = 10
const first_port = 4000
const blocks = 100
const wait_ms_max = 60_000
// `fetch` refuses to connect to these ("bad port" of the Fetch standard), and tests ask workers with `fetch`.
const refused_by_fetch = [4045, 4190]

/**
 * Reserves ports for workers that nobody else has: neither another test, also one of another run or worktree on this
 * machine, nor a program that listens. A test says in which range workers may start and uses it later, so looking
 * whether a port is free is not enough; the reservation is held until it is released or the process ends.
 */
export const reserveWorkerPorts = async (count = block_size): Promise<WorkerPorts> => {
  const wanted = Math.ceil(count / block_size)
  const deadline = Date.now() + wait_ms_max
  do {
    const start = Math.floor(Math.random() * (blocks - wanted + 1))
    const reserved = await reserveBlocks(start, wanted)
    if (reserved) return reserved
  } while (Date.now() < deadline)
  throw new Error('every worker port is reserved or in use')
}

const reserveBlocks = async (start: number, count: number): Promise<WorkerPorts | null> => {
  const locks: Server[] = []
  const release = async (): Promise<void> => {
    await Promise.all(locks.splice(0).map(closeServer))
  }
  const first = first_port + start * block_size
  const last = first + count * block_size - 1
  if (refused_by_fetch.some((port) => port >= first && port <= last)) return null
  for (let block = start; block < start + count; block++) {
    // An abstract socket: the kernel frees it however the process ends, and it is seen wherever the ports are.
    const lock = await listenExclusively({ path: `\0whatsapp-gateway-worker-ports-${block}` })
    if (lock) locks.push(lock.unref())
    if (!lock) {
      await release()
      return null
    }
  }
  for (let port = first; port <= last; port++) {
    const probe = await listenExclusively({ port, host: '127.0.0.1' })
    if (probe) await closeServer(probe)
    if (!probe) {
      await release()
      return null
    }
  }
  return { first, last, release }
}
