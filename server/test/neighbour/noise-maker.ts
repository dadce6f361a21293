import { once } from 'node:events'
import { setPriority } from 'node:os'
import { callerOf } from '../../testkit/caller.ts'
import { type Noisy, noises } from './noises.ts'

/** Where a noise is made, and in whose name. */
export type Where = Pick<Noisy, 'url' | 'token' | 'session_id' | 'to'>

// Makes one noise until it is told that it is over, and tells then how often and what was answered. A process of its own,
// with what the others leave of the processor: real callers do not share the machine with the product, or with who measures.
const [name, where = ''] = process.argv.slice(2)
const noise = noises.find((one) => one.name === name)
if (!noise) throw new Error(`there is no noise called ${name}`)
const { url, token, ...rest }: Where = JSON.parse(where)
const noisy: Noisy = {
  url,
  token,
  ...rest,
  caller: callerOf(url, token),
  call: (other) => callerOf(url, other)
}
setPriority(19)

let over = false
let calls = 0
const answers = new Map<string, number>()
const loop = async (): Promise<void> => {
  while (!over) {
    const answer = await noise.once(noisy, calls++).catch((error: Error) => error.name)
    const status = String((answer as { status?: number } | undefined)?.status ?? answer ?? 'done')
    answers.set(status, (answers.get(status) ?? 0) + 1)
  }
}
const running = Array.from({ length: noise.callers }, loop)
process.send?.('begun')
await once(process, 'message')
over = true
await Promise.all(running)
const told = [...answers].map(([status, count]) => `${status}: ${count}`).join(', ')
process.send?.(`${calls} calls (${told})`)
