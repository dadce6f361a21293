import type { Clock } from '../../lib/clock.ts'

/** Remembers since when each part is in its state, as this process has seen it. */
export type StateWatch = { since(part: string, state: string): Date }

/** A watch that has seen nothing yet. */
export const createStateWatch = (clock: Clock): StateWatch => {
  const seen = new Map<string, { state: string; since: Date }>()
  return {
    since: (part, state) => {
      const before = seen.get(part)
      if (before?.state === state) return before.since
      const since = clock.now()
      seen.set(part, { state, since })
      return since
    }
  }
}
