import { createToldOnce, type ToldOnce } from '../told-once.ts'
import { exitOf, type WorkerExit } from '../worker-exit.ts'
import type { SwarmContext } from './swarm-context.ts'
import type { SwarmTask } from './swarm-engine.ts'
import { hasEnded, type Snapshot } from './swarm-view.ts'

export type Exits = Omit<ToldOnce, 'keep'> & {
  note(instance_id: string, snapshot: Snapshot): void
}

/** The service of a worker that has ended stays until how it did is told. */
export const createExits = (remove: (instance_id: string) => Promise<void>): Exits => {
  const told = createToldOnce(remove)
  return {
    ...told,
    note: (instance_id, snapshot) =>
      told.keep(instance_id, () => {
        const task = snapshot.tasks.get(instance_id)?.find(hasEnded)
        return task ? exitOfTask(task) : null
      })
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
