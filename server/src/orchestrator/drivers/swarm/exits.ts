import { createBoundedMap } from '../../../lib/bounded-map.ts'
import { exitOf, type WorkerExit } from '../worker-exit.ts'
import type { SwarmContext } from './swarm-context.ts'
import type { SwarmTask } from './swarm-engine.ts'
import { hasEnded, type Snapshot } from './swarm-view.ts'

/** How workers ended, told once. The service of one that has ended stays until then: its log is read from it. */
export type Exits = {
  note(instance_id: string, snapshot: Snapshot): void
  tell(instance_id: string): WorkerExit | null
  /** What was said of it is over: nothing is to be read any more. */
  isOver(instance_id: string): boolean
  forget(instance_id: string): void
}

const exits_max = 1_000

export const createExits = (remove: (instance_id: string) => Promise<void>): Exits => {
  const exits = createBoundedMap<string, WorkerExit>(exits_max)
  const over = createBoundedMap<string, number>(exits_max)
  return {
    note: (instance_id, snapshot) => {
      if (exits.has(instance_id) || over.has(instance_id)) return
      const task = snapshot.tasks.get(instance_id)?.find(hasEnded)
      if (task) exits.set(instance_id, exitOfTask(task))
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

const killed = 137

/** A swarm does not tell who has killed a container; nobody but the kernel does while it is to run. */
const exitOfTask = (task: SwarmTask): WorkerExit => {
  const code = task.Status.ContainerStatus?.ExitCode
  const memory_mb = (task.Spec.Resources?.Limits?.MemoryBytes ?? 0) / 2 ** 20
  if (code === killed && task.Status.State === 'failed')
    return {
      words: `The worker was ended by SIGKILL, most likely because it needed more than its ${memory_mb} MB of memory.`,
      cause: 'memory'
    }
  if (code === undefined) {
    const words = `The worker was not started: ${task.Status.Err ?? task.Status.State}`
    return { words, cause: 'ended' }
  }
  return exitOf(code)
}

/** Takes a service away with its secret. */
export const removeWorker =
  ({ engine }: Pick<SwarmContext, 'engine'>, nameOf: (instance_id: string) => string) =>
  async (instance_id: string): Promise<void> => {
    await engine.removeService(nameOf(instance_id))
    await engine.removeSecret(nameOf(instance_id))
  }
