import { createToldOnce, type ToldOnce } from '../told-once.ts'
import { exitOf, outOfMemory, type WorkerExit } from '../worker-exit.ts'
import type { V1Pod } from './cluster-api.ts'
import { instanceOf, nodeOf, terminationOf } from './pod-state.ts'

export type Exits = Omit<ToldOnce, 'keep'> & { note(pod: V1Pod, is_deleted?: boolean): void }

/** The pod of a worker that has ended by itself stays until how it did is told. */
export const createExits = (remove: (instance_id: string) => Promise<void>): Exits => {
  const told = createToldOnce(remove)
  return {
    ...told,
    note: (pod, is_deleted) => told.keep(instanceOf(pod), () => exitOfPod(pod, is_deleted))
  }
}

/** What a shell and containers add to the number of the signal that has ended a program. */
const signal_base = 128

/** What a node says of a container that has used more disk than it may: its own fault, unlike a node that is short of something. */
const own_disk = /ephemeral[- ](local )?storage usage exceeds|EmptyDir volume .* exceeds/i

/** How a pod ended, by what its node has said of it. */
export const exitOfPod = (pod: V1Pod, is_deleted = false): WorkerExit => {
  const { reason, message } = pod.status ?? {}
  const ended = terminationOf(pod)
  if (ended?.reason === 'OOMKilled') return outOfMemory(memoryOf(pod))
  if (reason === 'Evicted')
    return own_disk.test(message ?? '')
      ? { words: `The worker was ended because its disk was full: ${message}`, cause: 'crashed' }
      : { words: `The worker was evicted from its node: ${message ?? reason}`, cause: 'ended' }
  // A node that was started anew, say, finds no container where one ran.
  if (ended?.reason === 'ContainerStatusUnknown')
    return { words: `Node ${nodeOf(pod)} has lost the worker.`, cause: 'ended' }
  if (ended) return exitOf(ended.signal ? signal_base + ended.signal : ended.exitCode)
  if (reason) return { words: `The worker was ended: ${message ?? reason}`, cause: 'ended' }
  const node = nodeOf(pod)
  if (node === null) return { words: 'The worker was never begun.', cause: 'ended' }
  const words = is_deleted
    ? `The pod of the worker was deleted, and node ${node} did not say how it ended.`
    : `Node ${node} of the worker is gone.`
  return { words, cause: 'ended' }
}

const memoryOf = (pod: V1Pod): number | undefined => {
  const limit = pod.spec?.containers[0]?.resources?.limits?.['memory'] ?? ''
  return /^\d+Mi$/.test(limit) ? Number(limit.slice(0, -2)) : undefined
}
