import type { Connection } from '../../whatsapp/contract.ts'
import type { BuildAttempt } from '../client-versions.ts'
import type { Attempt } from './attempt.ts'
import type { StateName } from './machine.ts'

/** The connection that a state has, to be told from those before and after it. */
export type CurrentConnection = { connection: Connection; build: BuildAttempt }

/** A state of the machine with what belongs to it and ends with it. */
export type State =
  | { name: 'opening'; attempt: Attempt; current: CurrentConnection | null }
  | { name: 'linking'; current: CurrentConnection; since_ms: number; pairing: 'none' | 'pending' }
  | { name: 'passkey'; current: CurrentConnection; challenge: string | null }
  | { name: 'linked' | 'connected' | 'leaving'; current: CurrentConnection }
  | { name: 'waiting'; over: AbortController }
  | { name: 'closing'; next: Afterwards }
  | { name: 'ended' | 'released' }

export type StateOf<N extends StateName> = Extract<State, { name: N }>

/** What a connection is closed for. */
export type Afterwards =
  | { do: 'open' }
  | { do: 'pause' }
  /** The session is given back; `stopped`: because its user wants so. */
  | { do: 'release'; why: 'stopped' | 'moved' }

export const currentOf = (state: State): CurrentConnection | null =>
  'current' in state ? state.current : null

export const isOver = (state: { name: StateName }): boolean =>
  state.name === 'ended' || state.name === 'released'

/** What a session that is closing goes on with when it is asked for something else: the last, unless that is less. */
export const laterOf = (present: Afterwards, asked: Afterwards): Afterwards =>
  present.do === 'release' && (asked.do !== 'release' || asked.why === 'moved') ? present : asked
