import type { FaultInput } from '@whatsapp-saas/simulator/client'
import { dealFrom, type Random } from './random.ts'
import type { Size } from './size.ts'

export const killable = ['worker', 'gateway', 'delivery', 'orchestrator', 'postgres'] as const
export type Role = (typeof killable)[number]

/** Something that goes wrong when this share of all messages has been handed in. */
export type Decision = { at: number; pause_ms: number } & Trouble

export type Trouble =
  | { type: 'kill'; role: Role; which: number }
  /** `session` and `friend` are numbers in the lists of the run. */
  | { type: 'fault'; session: number; faults: Omit<FaultInput, 'number'> }
  | { type: 'friend_fault'; friend: number; faults: Omit<FaultInput, 'number'> }
  | { type: 'everyone'; faults: Omit<FaultInput, 'number'> }
  | { type: 'disconnect'; session: number; how: 'drop' | 'half_open' | 'stream_error' }

/** Of ten kills: what dies most in life dies most here. */
const kill_weights: readonly Role[] = [
  'worker',
  'worker',
  'worker',
  'worker',
  'gateway',
  'gateway',
  'delivery',
  'orchestrator',
  'postgres',
  'postgres'
]

/** A dead line is only noticed after half a minute or more, so none comes in the last part of a run. */
const silent_deaths_until = 0.5

/** Everything that will go wrong in a run, in order; the same for the same seed. */
export const makePlan = (size: Size, random: Random): Decision[] => {
  const kills = random.fork('kills')
  const troubles = random.fork('troubles')
  const decisions: Decision[] = []
  for (let index = 0; index < size.kills; index++) {
    decisions.push({
      at: 0.02 + (0.96 * (index + kills.next())) / size.kills,
      pause_ms: kills.between(500, 3_000),
      type: 'kill',
      // Each role dies even in the shortest run.
      role: killable[index] ?? kills.pick(kill_weights),
      which: kills.between(0, 1_000)
    })
  }
  // Dealt, not drawn: every kind comes up, in the shortest run too.
  const early = dealFrom(troubles, [...harmless, ...silent_deaths])
  const late = dealFrom(troubles, harmless)
  for (let index = 0; index < size.troubles; index++) {
    const at = (0.98 * (index + troubles.next())) / size.troubles
    const make = at < silent_deaths_until ? early() : late()
    const session = troubles.between(0, size.sessions - 1)
    decisions.push({ at, pause_ms: 0, ...make(troubles, session, size) })
  }
  return decisions.sort((one, other) => one.at - other.at)
}

type Make = (random: Random, session: number, size: Size) => Trouble

const fault =
  (faults: (random: Random) => Omit<FaultInput, 'number'>): Make =>
  (random, session) => ({ type: 'fault', session, faults: faults(random) })

const silent_deaths: Make[] = [
  (_, session) => ({ type: 'disconnect', session, how: 'half_open' }),
  fault(() => ({ half_open_at_message: 1 }))
]

const harmless: Make[] = [
  (_, session) => ({ type: 'disconnect', session, how: 'drop' }),
  (_, session) => ({ type: 'disconnect', session, how: 'stream_error' }),
  fault((random) => ({ withhold_acks: random.between(1, 2) })),
  fault((random) => ({ duplicate_acks: random.between(1, 5) })),
  fault((random) => ({ reorder_acks: random.between(1, 3) })),
  fault(() => ({ drop_before_ack: 1 })),
  fault(() => ({ drop_before_message: 1 })),
  fault(() => ({ stream_error_at_message: 1 })),
  fault((random) => ({ duplicate_messages: random.between(1, 5) })),
  fault((random) => ({ corrupt_messages: random.between(1, 2) })),
  fault(() => ({ drop_at_receipt: 1 })),
  fault((random) => ({ withhold_receipts: random.between(1, 5), for_ms: 5_000 })),
  fault((random) => ({ reorder_receipts: random.between(1, 5) })),
  fault((random) => ({ duplicate_receipts: random.between(1, 5) })),
  fault((random) => ({ delay_ms: random.between(50, 600), for_ms: random.between(500, 4_000) })),
  fault((random) => ({ delay_in_ms: random.between(50, 600), for_ms: random.between(500, 4_000) })),
  fault((random) => ({ silent: true, for_ms: random.between(500, 6_000) })),
  fault((random) => ({ refuse_connections: random.between(1, 2) })),
  fault(() => ({ stream_error_at_login: 1 })),
  fault(() => ({ refuse_upgrades: 1 })),
  (random) => ({
    type: 'everyone',
    faults: { refuse_upgrades: random.between(1, 3), for_ms: 5_000 }
  }),
  (random, _, size) => ({
    type: 'friend_fault',
    friend: random.between(0, size.sessions * size.friends_per_session - 1),
    faults: { refuse_messages: 1 }
  })
]
