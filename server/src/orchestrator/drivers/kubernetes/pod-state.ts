import { instance_label } from '../../../domain/worker-container.ts'
import type { WorkerState } from '../contract.ts'
import type { V1Node, V1Pod } from './cluster-api.ts'

export const instanceOf = (pod: V1Pod): string => pod.metadata?.labels?.[instance_label] ?? ''

export const nodeOf = (pod: V1Pod): string | null => pod.spec?.nodeName ?? null

type Status = NonNullable<NonNullable<V1Pod['status']>['containerStatuses']>[number]

export const containerOf = (pod: V1Pod): Status | undefined => pod.status?.containerStatuses?.[0]

/** How its container ended, once its node has said that it did. */
export const terminationOf = (pod: V1Pod) => containerOf(pod)?.state?.terminated

const phases_over = new Set(['Succeeded', 'Failed'])

/**
 * Whether nothing of it runs any more: its node has reported the end of its container, or never began it. A pod that others
 * have declared to be over (`Failed`, because its node is lost) may run for as long as its node says nothing.
 */
export const hasEnded = (pod: V1Pod): boolean => {
  if (terminationOf(pod)) return true
  const is_over = phases_over.has(pod.status?.phase ?? '')
  return is_over && (nodeOf(pod) === null || containerOf(pod) === undefined)
}

/** Whether a pod of which this was the last word is surely closed when it has gone from the cluster. */
export const endedWhenDeleted = (pod: V1Pod): boolean => nodeOf(pod) === null || hasEnded(pod)

export const isReady = (node: V1Node): boolean =>
  node.status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false

/** How the worker in this pod is, by what is known of its node; undefined: there is no such node any more. */
export const podState = (
  pod: V1Pod,
  nodeNamed: (name: string) => V1Node | undefined
): WorkerState => {
  if (hasEnded(pod)) return 'gone'
  const name = nodeOf(pod)
  // Nobody has begun it yet.
  if (name === null) return 'running'
  const node = nodeNamed(name)
  if (!node) return 'gone'
  return isReady(node) ? 'running' : 'unknown'
}
