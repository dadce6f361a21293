import { setTimeout as pause } from 'node:timers/promises'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { until } from '../../server/testkit/until.ts'
import type { BareCalls } from './bare-calls.ts'
import type { Watch } from './watched.ts'

type Cpu = { process: number; database: number; simulator: number }

/** One of the things compared: the worker, or Baileys alone. */
export type Side = {
  name: string
  calls: Pick<BareCalls, 'link' | 'paced' | 'arrived' | 'connected'> & {
    send(
      input: Parameters<BareCalls['send']>[0],
      started?: () => void
    ): ReturnType<BareCalls['send']>
  }
  cpu(): Cpu
  /** Megabytes. */
  resident(): number
  residentDatabase(): number | null
  watch: Watch
}

/** Per message; times in milliseconds. */
export type Flow = { per_second: number } & Cpu

/** A side with the numbers linked on it and the chats of each. */
export type State = {
  side: Side
  numbers: string[]
  chats: string[][]
  alone_mb: number
  database_alone_mb: number | null
}

/** What all sides have in common. */
export type World = { simulator: SimulatorClient; friends: string[] }

const chats_per_session = 8
const links_at_once = 10
const settle_ms = 1_000

export const beginState = (side: Side): State => ({
  side,
  numbers: [],
  chats: [],
  alone_mb: side.resident(),
  database_alone_mb: side.residentDatabase()
})

/** What linking one more number cost, and what it left behind. */
export type Linking = {
  cpu_ms: number
  stall_ms: number
  resident_mb: number
  database_mb: number | null
}

/** What everybody writes. */
export const words = 'Your order has been shipped and arrives tomorrow between nine and noon.'

/** Links new numbers, ten at a time, and tells what each cost and what it did to the event loop. */
export const linkUpTo = async (world: World, state: State, step: number): Promise<Linking> => {
  const before = state.side.cpu().process
  const stalls_ms: number[] = []
  const missing = step - state.numbers.length
  while (state.numbers.length < step) {
    const count = Math.min(links_at_once, step - state.numbers.length)
    await state.side.watch.begin()
    const { numbers } = await state.side.calls.link({ count })
    stalls_ms.push(await state.side.watch.end())
    for (const number of numbers) {
      const first = state.numbers.push(number) * chats_per_session
      state.chats.push(
        Array.from(
          { length: chats_per_session },
          (_, chat) => `${world.friends[(first + chat) % world.friends.length]}@s.whatsapp.net`
        )
      )
    }
  }
  const cpu_ms = (state.side.cpu().process - before) / missing
  await pause(settle_ms)
  return {
    cpu_ms,
    stall_ms: Math.max(...stalls_ms),
    resident_mb: state.side.resident(),
    database_mb: state.side.residentDatabase()
  }
}

/** A message each way in every chat: afterwards both ends know each other, as they do after the first minute. */
export const warmUp = async (world: World, state: State): Promise<void> => {
  const all = state.numbers.length * chats_per_session
  await sendTexts(state, all)
  await receiveTexts(world, state, all)
}

/** Sends so many texts over all sessions and chats. */
export const sendTexts = (state: State, count: number): Promise<Flow> =>
  flow(state.side, count, (started) =>
    state.side.calls.send(
      { chats: state.chats, texts: Array.from({ length: count }, () => words) },
      started
    )
  )

/** Has so many texts sent to the sessions at once. */
export const receiveTexts = (world: World, state: State, count: number): Promise<Flow> =>
  flow(state.side, count, async (started) => {
    const before = (await state.side.calls.arrived()).texts
    const list = state.numbers.flatMap((number, index) =>
      (state.chats[index] ?? []).map((chat) => ({
        number: chat.split('@')[0] ?? '',
        to: number,
        text: words,
        count: Math.ceil(count / state.numbers.length / chats_per_session)
      }))
    )
    const expected = before + list.reduce((sum, one) => sum + one.count, 0)
    started()
    const began_ms = performance.now()
    await world.simulator.sayMany(list)
    await until(
      'everything has arrived',
      async () => (await state.side.calls.arrived()).texts >= expected,
      120_000
    )
    return { took_ms: performance.now() - began_ms }
  })

const flow = async (
  side: Side,
  count: number,
  work: (started: () => void) => Promise<{ took_ms: number }>
): Promise<Flow> => {
  let before = side.cpu()
  const { took_ms } = await work(() => {
    before = side.cpu()
  })
  // Receipts and acknowledgements that belong to the last messages.
  await pause(settle_ms / 4)
  const after = side.cpu()
  const each = (part: keyof Cpu): number => (after[part] - before[part]) / count
  return {
    per_second: (count * 1000) / took_ms,
    process: each('process'),
    database: each('database'),
    simulator: each('simulator')
  }
}
