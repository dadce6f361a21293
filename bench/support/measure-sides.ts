import type { Flow, Linking, Side, State, World } from './drive-sides.ts'
import { beginState, linkUpTo, receiveTexts, sendTexts, warmUp, words } from './drive-sides.ts'
import { median, percentile } from './figures.ts'

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
  database_alone_mb: number | null
  database_mb: number | null
  /** Processor milliseconds for each session linked in this step, and the longest stall of the event loop meanwhile. */
  link_cpu_ms: number
  link_stall_ms: number
}

export type Plan = World & {
  sides: Side[]
  /** Numbers of sessions linked at the same time, rising. */
  steps: number[]
  messages: number
  rounds: number
  /** One direction only, for profiles. */
  flow?: string | undefined
  paced_seconds: number
}

const moderate_per_second = 50
/** Measures all sides at each step, in turns. */
export const measureSides = async (plan: Plan): Promise<SideFigures[]> => {
  const figures: SideFigures[] = []
  const states: State[] = plan.sides.map(beginState)
  for (const step of plan.steps) {
    const linked = new Map<State, Linking>()
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
      figures.push({
        side: state.side.name,
        sessions: step,
        out: middle(out.get(state) ?? []),
        in: middle(inbound.get(state) ?? []),
        ack_p50_ms: percentile(took_ms, 0.5),
        ack_p95_ms: percentile(took_ms, 0.95),
        resident_alone_mb: state.alone_mb,
        resident_linked_mb: linked.get(state)?.resident_mb ?? Number.NaN,
        resident_after_mb: state.side.resident(),
        database_alone_mb: state.database_alone_mb,
        database_mb: linked.get(state)?.database_mb ?? null,
        link_cpu_ms: linked.get(state)?.cpu_ms ?? Number.NaN,
        link_stall_ms: linked.get(state)?.stall_ms ?? Number.NaN
      })
    }
  }
  return figures
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
