import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { CallFigures, CallOrder } from './call-process.ts'

/** Has a process of its own make these calls for so long. */
export const callMany = async (order: CallOrder): Promise<CallFigures> => {
  const child = fork(fileURLToPath(new URL('./call-process.ts', import.meta.url)))
  child.send(order)
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the callers ended with ${code}`)
  })
  const [figures] = (await Promise.race([once(child, 'message'), ended])) as [CallFigures]
  ended.catch(() => undefined)
  return figures
}
