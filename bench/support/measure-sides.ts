import { setTimeout as pause } from 'node:timers/promises'
import type { SimulatorClient } from '@whatsapp-saas/simulator/client'
import { until } from '../../server/test/support/until.ts'
import type { BareCalls } from './bare.ts'
import { median, percentile } from './figures.ts'

type Cpu = { process: number; database: number; simulator: number }

/** One of the two things compared: the worker, or Baileys alone. */
export type Side = {
  name: string
  calls: Omit<BareCalls, 'send'> & {
    send(
      input: Parameters<BareCalls['send']>[0],
      started?: () => void
    ): ReturnType<BareCalls['send']>
  }
  cpu(): Cpu
  /** Megabytes. */
  resident(): number
}

/** Per message; times in milliseconds. */
export type Flow = { per_second: number } & Cpu

export type SideFigures = {
  side: string
  sessions: number
  out: Flow
  in: Flow
  ack_p50_ms: number
  ack_p95_ms: number
  /** Resident megabytes before anything was linked, after linking, and after all messages of this step. */
  resident_alone_mb: number
  resident_linked_mb: number
  resident_after_mb: number
  /** Processor milliseconds for each session linked in this step. */
  link_cpu_ms: number
}

export type Plan = {
  sides: Side[]
  simulator: SimulatorClient
  friends: string[]
  /** Numbers of sessions linked at the same time, rising. */
  steps: number[]
  messages: number
  rounds: number
  /** One direction only, for profiles. */
  flow?: string | undefined
  paced_seconds: number
}

const chats_per_session = 8
const links_at_once = 10
const moderate_per_second = 50
const settle_ms = 1_000

type State = { side: Side; numbers: string[]; chats: string[][]; alone_mb: number }

/** Measures all sides at each step, in turns, and gives the figures of a step when it is done. */
export async function* measureSides(plan: Plan): AsyncGenerator<SideFigures> {
  const states: State[] = plan.sides.map((side) => ({
    side,
    numbers: [],
    chats: [],
    alone_mb: side.resident()
  }))
  for (const step of plan.steps) {
    const linked = new Map<State, { cpu_ms: number; resident_mb: number }>()
    for (const state of states) linked.set(state, await linkUpTo(plan, state, step))
    for (const state of states) await warmUp(plan, state)
    const out = new Map<State, Flow[]>(states.map((state) => [state, []]))
    const inbound = new Map<State, Flow[]>(states.map((state) => [state, []]))
    for (let round = 0; round < plan.rounds; round++) {
      for (const state of plan.flow === 'in' ? [] : states)
        out.get(state)?.push(await sendTexts(state, plan.messages))
      for (const state of plan.flow === 'out' ? [] : states)
        inbound.get(state)?.push(await receiveTexts(plan, state, plan.messages))
    }
    for (const state of states) {
      const { took_ms } = await state.side.calls.paced({
        chats: state.chats,
        text: words,
        per_second: moderate_per_second,
        seconds: plan.paced_seconds
      })
      yield {
        side: state.side.name,
        sessions: step,
        out: middle(out.get(state) ?? []),
        in: middle(inbound.get(state) ?? []),
        ack_p50_ms: percentile(took_ms, 0.5),
        ack_p95_ms: percentile(took_ms, 0.95),
        resident_alone_mb: state.alone_mb,
        resident_linked_mb: linked.get(state)?.resident_mb ?? Number.NaN,
        resident_after_mb: state.side.resident(),
        link_cpu_ms: linked.get(state)?.cpu_ms ?? Number.NaN
      }
    }
  }
}

const words = 'Your order has been shipped and arrives tomorrow between nine and noon.'

const linkUpTo = async (
  plan: Plan,
  state: State,
  step: number
): Promise<{ cpu_ms: number; resident_mb: number }> => {
  const before = state.side.cpu().process
  const missing = step - state.numbers.length
  while (state.numbers.length < step) {
    const count = Math.min(links_at_once, step - state.numbers.length)
    const { numbers } = await state.side.calls.link({ count })
    for (const number of numbers) {
      const first = state.numbers.push(number) * chats_per_session
      state.chats.push(
        Array.from(
          { length: chats_per_session },
          (_, chat) => `${plan.friends[(first + chat) % plan.friends.length]}@s.whatsapp.net`
        )
      )
    }
  }
  const cpu_ms = (state.side.cpu().process - before) / missing
  await pause(settle_ms)
  return { cpu_ms, resident_mb: state.side.resident() }
}

/** A message each way in every chat: afterwards both ends know each other, as they do after the first minute. */
const warmUp = async (plan: Plan, state: State): Promise<void> => {
  const all = state.numbers.length * chats_per_session
  await sendTexts(state, all)
  await receiveTexts(plan, state, all)
}

const sendTexts = (state: State, count: number): Promise<Flow> =>
  flow(state.side, count, (started) =>
    state.side.calls.send(
      { chats: state.chats, texts: Array.from({ length: count }, () => words) },
      started
    )
  )

const receiveTexts = (plan: Plan, state: State, count: number): Promise<Flow> =>
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
    await plan.simulator.sayMany(list)
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

const middle = (flows: Flow[]): Flow => {
  const of = (part: keyof Flow): number => median(flows.map((one) => one[part]))
  return {
    per_second: of('per_second'),
    process: of('process'),
    database: of('database'),
    simulator: of('simulator')
  }
}
