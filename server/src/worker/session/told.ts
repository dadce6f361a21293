import type { SessionReason } from '../../domain/session.ts'
import type { Change } from '../commit/change.ts'
import { connectionLost, waitsAgain } from './changes.ts'

/**
 * What the user was told last of a connection that is not there. The same reason is told once; after that only the time of
 * the next attempt changes.
 */
export type Told = {
  readonly reason: SessionReason | null
  /** There is no connection, for this reason, until `at`. */
  lost(linked: boolean, reason: SessionReason, at: Date): void
  /** The worker before has told it. */
  before(reason: SessionReason): void
  /** It is not so any more. */
  forget(): void
}

export const createTold = (journal: { add(change: Change): void }): Told => {
  let told: SessionReason | null = null
  return {
    get reason() {
      return told
    },
    lost: (linked, reason, at) => {
      journal.add(reason === told ? waitsAgain(at) : connectionLost(linked, reason, at))
      told = reason
    },
    before: (reason) => {
      told = reason
    },
    forget: () => {
      told = null
    }
  }
}
