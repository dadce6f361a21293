import { once } from 'node:events'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What a watched process tells of itself. */
export type Watched = {
  /** The longest time in which its event loop did not come round. */
  stall_ms: number
  /** What its heap holds when all garbage is gone. */
  heap_mb: number
}

export type Watch = {
  /** The flag of Node with which the process is to be started. */
  flag: string
  begin(): Promise<void>
  /** The longest stall since `begin`. */
  end(): Promise<number>
  /** Megabytes of the heap that are in use: garbage is collected first. */
  collected(): Promise<number>
  /** Writes what the heap holds, for the developer tools of a browser. */
  snapshot(path: string): Promise<void>
}

let watches = 0

/** A way to ask a process for what cannot be seen from outside; it costs that process nothing until it is asked. */
export const watchProcess = (): Watch => {
  const place = join(tmpdir(), `bench-watch-${process.pid}-${++watches}`)
  const module = new URL('./watch-process.ts', import.meta.url)
  module.searchParams.set('at', place)
  const ask = async (question: string): Promise<Partial<Watched>> => {
    const socket = connect(place)
    await once(socket, 'connect')
    socket.write(`${question}\n`)
    const answer = await socket.toArray()
    return JSON.parse(Buffer.concat(answer).toString()) as Partial<Watched>
  }
  return {
    flag: `--import=${module.href}`,
    begin: async () => void (await ask('begin')),
    end: async () => (await ask('end')).stall_ms ?? Number.NaN,
    collected: async () => (await ask('collected')).heap_mb ?? Number.NaN,
    snapshot: async (path) => void (await ask(`snapshot ${path}`))
  }
}
