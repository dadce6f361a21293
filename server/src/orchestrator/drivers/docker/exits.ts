import { containerName } from '../../../domain/worker-container.ts'
import { createBoundedMap } from '../../../lib/bounded-map.ts'
import type { Log } from '../../../lib/log.ts'
import { exitOf, outOfMemory, type WorkerExit } from '../worker-exit.ts'
import type { Container, Engine } from './engine.ts'

/** How workers ended, told once. The container of one that has ended stays until then: its log is read from it. */
export type Exits = {
  /** Finds out how it ended, unless that is known or was told already. */
  note(instance_id: string, exit_code: number | null): Promise<void>
  /** How it ended. Told once, and then its container is taken away. */
  tell(instance_id: string): WorkerExit | null
  /** What was said of it is over: nothing is to be read any more. */
  isOver(instance_id: string): boolean
  forget(instance_id: string): void
  remove(instance_id: string): void
  /** Resolves when all that is being taken away is gone. */
  settled(): Promise<unknown>
}

const exits_max = 1_000

export const createExits = (engine: Engine, log: Log): Exits => {
  const exits = createBoundedMap<string, WorkerExit>(exits_max)
  const removing = new Map<string, Promise<void>>()

  // What fails is done by the next `tidy`.
  const remove = (instance_id: string): void => {
    const removed = engine
      .remove(containerName(instance_id))
      .catch((error: unknown) => log.debug({ instance_id, err: error }, 'container not removed'))
      .finally(() => removing.delete(instance_id))
    removing.set(instance_id, removed)
  }

  return {
    note: async (instance_id, exit_code) => {
      if (removing.has(instance_id) || exits.has(instance_id)) return
      const found = await engine.inspect(containerName(instance_id)).catch(() => null)
      if (found?.State.Status === 'created') return
      const how = found ? exitOfContainer(found) : exit_code === null ? null : exitOf(exit_code)
      if (how !== null) exits.set(instance_id, how)
    },
    tell: (instance_id) => {
      const how = exits.get(instance_id) ?? null
      exits.delete(instance_id)
      if (how !== null) remove(instance_id)
      return how
    },
    isOver: (instance_id) => removing.has(instance_id),
    forget: (instance_id) => void exits.delete(instance_id),
    remove,
    settled: () => Promise.all(removing.values())
  }
}

const exitOfContainer = ({ State, HostConfig }: Container): WorkerExit =>
  State.OOMKilled ? outOfMemory(HostConfig.Memory / 2 ** 20) : exitOf(State.ExitCode)
