import type { Connection } from '../../whatsapp/contract.ts'
import type { BuildAttempt } from '../client-versions.ts'
import type { Attempt } from './attempt.ts'
import type { StateName } from './machine.ts'

/** One connection, to be told from those before and after it. */
export type Line = { connection: Connection; build: BuildAttempt }

/** A state of the machine with what belongs to it and ends with it. */
export type State =
  | { name: 'opening'; attempt: Attempt; line: Line | null }
  | { name: 'linking'; line: Line; since_ms: number; pairing: 'none' | 'pending' }
  | { name: 'passkey'; line: Line; challenge: string | null }
  | { name: 'linked' | 'connected' | 'leaving'; line: Line }
  | { name: 'waiting'; over: AbortController }
  | { name: 'closing'; next: Afterwards }
  | { name: 'ended' | 'released' }

/** What a connection is closed for. */
export type Afterwards =
  | { do: 'open' }
  | { do: 'pause' }
  /** The session is given back; `stopped`: because its user wants so. */
  | { do: 'release'; why: 'stopped' | 'moved' }

export const lineOf = (state: State): Line | null => ('line' in state ? state.line : null)

export const isOver = (state: { name: StateName }): boolean =>
  state.name === 'ended' || state.name === 'released'

/** Carries out one thing after the other; what is asked for meanwhile comes after those that wait. */
export const createFairScheduler = (
  failed: (error: unknown) => void
): ((work: () => void) => void) => {
  const waiting: (() => void)[] = []
  let working = false
  return (work) => {
    waiting.push(work)
    if (working) return
    working = true
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        next()
      } catch (error) {
        failed(error)
      }
    }
    working = false
  }
}
