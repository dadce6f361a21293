import { createBoundedMap } from '../../lib/bounded-map.ts'
import type { WorkerExit } from './worker-exit.ts'

/** How workers ended, told once. What is left of one that has ended stays until then: its log is read from it. */
export type ToldOnce = {
  /** Keeps how it ended, unless that is known or was told already; `how` is asked only then, null when nobody can say. */
  keep(instance_id: string, how: () => WorkerExit | null): void
  /** How it ended. From then on it is over, and what is left of it is taken away. */
  tell(instance_id: string): WorkerExit | null
  /** What was said of it is over: nothing is to be read any more. */
  isOver(instance_id: string): boolean
  forget(instance_id: string): void
}

const exits_max = 1_000

export const createToldOnce = (remove: (instance_id: string) => Promise<void>): ToldOnce => {
  const exits = createBoundedMap<string, WorkerExit>(exits_max)
  const over = createBoundedMap<string, number>(exits_max)
  return {
    keep: (instance_id, how) => {
      if (exits.has(instance_id) || over.has(instance_id)) return
      const known = how()
      if (known !== null) exits.set(instance_id, known)
    },
    tell: (instance_id) => {
      const how = exits.get(instance_id) ?? null
      exits.delete(instance_id)
      if (how === null) return null
      over.set(instance_id, 1)
      // What fails is done by the next `tidy`.
      remove(instance_id).catch(() => undefined)
      return how
    },
    isOver: (instance_id) => over.has(instance_id),
    forget: (instance_id) => void exits.delete(instance_id)
  }
}
