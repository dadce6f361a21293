import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { SimulatorInfo } from '@whatsapp-saas/simulator/client'
import type { BareCalls } from './bare-calls.ts'
import type { Side } from './drive-sides.ts'
import { cpuOf, residentOf } from './processes.ts'
import type { Scope } from './scope.ts'
import { type Watch, watchProcess } from './watched.ts'

export type Bare = BareCalls & { pid: number; watch: Watch; stop(): Promise<void> }

/** Starts the bare loop as a process of its own, as users of the library run it: no flags of Node but what watches it. */
export const startBare = async (scope: Scope, info: SimulatorInfo): Promise<Bare> => {
  const watch = watchProcess()
  const child = fork(
    fileURLToPath(new URL('./bare-process.ts', import.meta.url)),
    [info.ws_url, info.root_key, info.control_url],
    { execArgv: [watch.flag] }
  )
  const waiting = new Map<number, { resolve(answer: never): void; reject(error: Error): void }>()
  let last = 0
  const ask = <T>(call: string, input: object = {}): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = ++last
      waiting.set(id, { resolve, reject })
      child.send({ id, call, input })
    })
  const up = new Promise<void>((resolve, reject) => {
    waiting.set(0, { resolve: () => resolve(), reject })
  })
  child.on('message', ({ id, answer, error }: { id: number; answer: never; error?: string }) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (error) one?.reject(new Error(error))
    else one?.resolve(answer)
  })
  child.once('exit', (code) => {
    for (const one of waiting.values()) one.reject(new Error(`the bare loop ended with ${code}`))
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  }
  scope.after(stop)
  await up
  if (child.pid === undefined) throw new Error('the bare loop has no process id')
  return {
    pid: child.pid,
    link: (input) => ask('link', input),
    send: (input) => ask('send', input),
    paced: (input) => ask('paced', input),
    arrived: () => ask('arrived'),
    listen: () => ask('listen'),
    heard: () => ask('heard'),
    save: (input) => ask('save', input),
    resume: (input) => ask('resume', input),
    connected: () => ask('connected'),
    watch,
    stop
  }
}

/** The bare loop as one of the things compared. */
export const bareSide = (bare: Bare, simulator_pid: number): Side => ({
  name: 'bare',
  calls: bare,
  cpu: () => ({ process: cpuOf(bare.pid), database: 0, simulator: cpuOf(simulator_pid) }),
  resident: () => residentOf(bare.pid),
  residentDatabase: () => null,
  watch: bare.watch
})
