import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { SimulatorInfo } from '@whatsapp-saas/simulator/client'
import type { Scope } from './scope.ts'

/** Baileys alone, which sends files from a disk and keeps what comes on it. */
export type BareFiles = {
  pid: number
  number: string
  /** Sends all at once; resolves with the ids of their messages when they are on their way. */
  send(input: { to: string; paths: string[] }): Promise<{ ids: string[] }>
  /** Resolves when so many files that were said meanwhile are in the folder. */
  receive(input: { folder: string; count: number; saying: () => Promise<unknown> }): Promise<void>
}

/** Starts it as a process of its own, linked to a new phone. */
export const startBareFiles = async (scope: Scope, info: SimulatorInfo): Promise<BareFiles> => {
  const child = fork(
    fileURLToPath(new URL('./bare-files-process.ts', import.meta.url)),
    [info.ws_url, info.root_key, info.control_url],
    { env: { ...process.env, NODE_EXTRA_CA_CERTS: info.media_ca } }
  )
  scope.after(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill()
    await once(child, 'exit')
  })
  const answer = async <T>(): Promise<T> => {
    const [{ result, error }] = (await once(child, 'message')) as [{ result: T; error?: string }]
    if (error) throw new Error(error)
    return result
  }
  const { number } = await answer<{ number: string }>()
  return {
    pid: child.pid ?? 0,
    number,
    send: (input) => {
      child.send({ call: 'send', ...input })
      return answer()
    },
    receive: async ({ saying, ...input }) => {
      const whole = answer()
      child.send({ call: 'receive', ...input })
      await Promise.all([saying(), whole])
    }
  }
}
