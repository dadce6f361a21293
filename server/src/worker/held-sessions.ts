import { LRUCache } from 'lru-cache'

/** What has to be known of a session to hold it. */
type Holder = {
  readonly lease: { readonly session_id: string; readonly epoch: number }
  /** It may not act any more. */
  readonly lost: boolean
  /** Over by itself. */
  readonly finished: boolean
}

/** Until when a session may act, by the worker's own clock. */
export type Fence = { at_ms: number }

/** The sessions that one worker holds, and until when each may act. */
export type HeldSessions<Runner extends Holder> = {
  find(session_id: string): Runner | undefined
  all(): Runner[]
  /** Whether the session runs here under this epoch or a later one, so that an assignment changes nothing. */
  has(session_id: string, epoch: number): boolean
  /**
   * Whether the session ended here under this epoch. It never begins again under the same: what its last run left half
   * done, in memory or on its way to the database, must not be taken for the new one's.
   */
  hasEnded(session_id: string, epoch: number): boolean
  add(runner: Runner, fence: Fence): void
  /** The lease was renewed: its session may act until then. Of a session that was given out anew it says nothing. */
  extend(lease: Holder['lease'], until_ms: number): void
  /** It is not held any more, and its epoch is over. */
  remove(runner: Runner): void
  /** Those that may not act any more, and those that are over by themselves; of the latter each is told of once. */
  over(): { lost: Runner[]; finished: Runner[] }
}

const remembered_max = 10_000

export const createHeldSessions = <Runner extends Holder>(): HeldSessions<Runner> => {
  const held = new Map<string, { runner: Runner; fence: Fence }>()
  const told = new WeakSet<Runner>()
  const ended_epochs = new LRUCache<string, number>({ max: remembered_max })
  const all = (): Runner[] => [...held.values()].map(({ runner }) => runner)
  const endedEpoch = (session_id: string): number => ended_epochs.get(session_id) ?? 0

  return {
    find: (session_id) => held.get(session_id)?.runner,
    all,
    has: (session_id, epoch) => {
      const present = held.get(session_id)?.runner
      return present !== undefined && present.lease.epoch >= epoch && !present.lost
    },
    hasEnded: (session_id, epoch) => endedEpoch(session_id) >= epoch,
    add: (runner, fence) => void held.set(runner.lease.session_id, { runner, fence }),
    extend: (lease, until_ms) => {
      const entry = held.get(lease.session_id)
      if (entry?.runner.lease === lease) entry.fence.at_ms = until_ms
    },
    remove: (runner) => {
      const { session_id, epoch } = runner.lease
      ended_epochs.set(session_id, Math.max(endedEpoch(session_id), epoch))
      if (held.get(session_id)?.runner === runner) held.delete(session_id)
    },
    over: () => {
      const lost = all().filter((runner) => runner.lost)
      const finished = all().filter(
        (runner) => !runner.lost && runner.finished && !told.has(runner)
      )
      for (const runner of finished) told.add(runner)
      return { lost, finished }
    }
  }
}
