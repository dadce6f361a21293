import { quantity } from '../../src/orchestrator/drivers/kubernetes/room.ts'
import type { Made, Store } from './store.ts'

/** Gives each pod the node that has most memory left for it, or says why none takes it. */
export const createScheduler = (store: Store): { close(): void } => {
  let closed = false
  const schedule = (): void => {
    if (closed) return
    for (const pod of store.list('pods')) {
      if (pod.spec.nodeName || pod.metadata.deletionTimestamp) continue
      const asked = memoryOf(pod)
      const fitting = store
        .list('nodes')
        .filter((node) => takes(node, pod))
        .map((node) => ({ node, left: leftOn(store, node) - asked }))
        .filter(({ left }) => left >= 0)
        .sort((one, other) => other.left - one.left)
      const [best] = fitting
      if (best) bind(store, pod, best.node.metadata.name)
      else refuse(store, pod)
    }
  }
  store.onChange(({ kind, type, object }) => {
    const is_new = kind === 'pods' && type === 'ADDED'
    const is_over = kind === 'pods' && (type === 'DELETED' || object.status.phase === 'Failed')
    if (is_new || is_over || kind === 'nodes') setImmediate(schedule)
  })
  return {
    close: () => {
      closed = true
    }
  }
}

const memoryOf = (pod: Made): number => quantity(pod.spec.containers[0].resources.requests.memory)

const takes = (node: Made, pod: Made): boolean =>
  !node.spec.unschedulable &&
  node.status.conditions.some((one: Made) => one.type === 'Ready' && one.status === 'True') &&
  Object.entries(pod.spec.nodeSelector ?? {}).every(
    ([name, value]) => node.metadata.labels?.[name] === value
  ) &&
  (node.spec.taints ?? []).every((taint: Made) =>
    (pod.spec.tolerations ?? []).some(
      (one: Made) =>
        one.key === taint.key && (one.operator === 'Exists' || one.value === taint.value)
    )
  )

const leftOn = (store: Store, node: Made): number =>
  store
    .list('pods')
    .filter((pod) => pod.spec.nodeName === node.metadata.name)
    .filter((pod) => !['Succeeded', 'Failed'].includes(pod.status.phase))
    .reduce((left, pod) => left - memoryOf(pod), quantity(node.status.allocatable.memory))

const bind = (store: Store, { metadata }: Made, node: string): void =>
  store.update('pods', metadata.name, (pod) => {
    pod.spec.nodeName = node
    pod.status.conditions = [{ type: 'PodScheduled', status: 'True' }]
  })

const refuse = (store: Store, { metadata, status }: Made): void => {
  const nodes = store.list('nodes').length
  const message = `0/${nodes} nodes are available: ${nodes} Insufficient memory.`
  if (status.conditions?.[0]?.message === message) return
  store.update('pods', metadata.name, (pod) => {
    pod.status.conditions = [
      { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }
    ]
  })
}
