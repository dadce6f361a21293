import { createBoundedMap } from '../../../lib/bounded-map.ts'
import { exitOf, outOfMemory, type WorkerExit } from '../worker-exit.ts'
import type { V1Pod } from './cluster-api.ts'
import { instanceOf, nodeOf, terminationOf } from './pod-state.ts'

/** How workers ended, told once. The pod of one that has ended by itself stays until then: its log is read from it. */
export type Exits = {
  note(pod: V1Pod, is_deleted?: boolean): void
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
    note: (pod, is_deleted) => {
      const id = instanceOf(pod)
      if (!over.has(id) && !exits.has(id)) exits.set(id, exitOfPod(pod, is_deleted))
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
