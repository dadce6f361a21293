import {
  placementOf,
  secret_variables,
  secrets_file,
  secrets_variable,
  worker_port
} from '../../../domain/worker-container.ts'
import { pause } from '../../../lib/retry.ts'
import { NoRoomError, type StartedWorker, type WorkerSpec } from '../contract.ts'
import { ClusterError, type V1Pod } from './cluster-api.ts'
import type { KubernetesContext } from './kubernetes-context.ts'
import { podBody, podName, secretBody } from './pod-body.ts'
import { containerOf, hasEnded, nodeOf, terminationOf } from './pod-state.ts'

const look_every_ms = 50
/** A node is to say that the worker has ended, so it is never deleted without that second. */
export const force_seconds = 1

/** Starts a worker in a pod on some node. When it rejects nothing of it is left but what its node still ends. */
export const startPod = async (
  context: KubernetesContext,
  spec: WorkerSpec
): Promise<StartedWorker> => {
  const { view, cluster, watched, starting } = context
  const { instance_id } = spec
  await view.ready()
  starting.add(instance_id)
  try {
    await make(context, spec)
    const pod = await untilItRuns(context, instance_id)
    watched.add(instance_id)
    return {
      reference: referenceOf(context.claim, pod),
      host: pod.status?.podIP ?? '',
      port: worker_port
    }
  } catch (error) {
    // What cannot be taken away now is by the next `tidy`.
    await cluster.deletePod(podName(instance_id), force_seconds).catch(() => undefined)
    throw error
  } finally {
    starting.delete(instance_id)
  }
}

export const referenceOf = (claim: string, pod: V1Pod): string =>
  `${claim}${nodeOf(pod) ?? ''}/${pod.metadata?.uid}`

/**
 * Makes the pod and then the secret that belongs to it, for which the pod waits: so the secret goes with its pod, and this
 * needs no right to change or read secrets.
 */
const make = async ({ cluster, options }: KubernetesContext, spec: WorkerSpec): Promise<void> => {
  const all = Object.entries({ ...options.environment, ...spec.environment })
  const secrets = all.filter(([name]) => secret_variables.includes(name))
  const environment = Object.fromEntries(all.filter(([name]) => !secret_variables.includes(name)))
  const with_secret = secrets.length > 0
  const of = {
    installation: options.installation,
    instance_id: spec.instance_id,
    placement: placementOf(spec)
  }
  try {
    const pod = await cluster.createPod(
      podBody({
        ...of,
        image: options.image,
        limits: spec.limits ?? options.shared_limits,
        environment: { ...environment, ...(with_secret && { [secrets_variable]: secrets_file }) },
        with_secret,
        owner: options.owner,
        node_selector: options.node_selector,
        tolerations: options.tolerations,
        pull_secrets: options.pull_secrets,
        spread: options.spread,
        stop_seconds: options.stop_seconds
      })
    )
    if (with_secret)
      await cluster.createSecret(
        secretBody(of, pod.metadata?.uid ?? '', Object.fromEntries(secrets))
      )
  } catch (error) {
    if (error instanceof ClusterError && /exceeded quota/.test(error.message))
      throw new NoRoomError(`the namespace has no room for it: ${error.message}`, { cause: error })
    throw error
  }
}

/** The pod when its container runs, or has run and ended already: its end is told then. */
const untilItRuns = async (context: KubernetesContext, instance_id: string): Promise<V1Pod> => {
  const { view, options } = context
  const began_ms = performance.now()
  let placed_ms: number | null = null
  let seen = false
  for (;;) {
    await pause(look_every_ms)
    const pod = view.pod(instance_id)
    const now_ms = performance.now()
    if (pod) {
      seen = true
      if (containerOf(pod)?.state?.running && pod.status?.podIP) return pod
      if (terminationOf(pod) && pod.status?.podIP) return pod
      refuseWhatCannotStart(pod, options.image)
      if (nodeOf(pod) !== null) placed_ms ??= now_ms
      const unplaced = pod.status?.conditions?.find(
        (one) => one.type === 'PodScheduled' && one.status === 'False'
      )
      if (placed_ms === null && unplaced && now_ms - began_ms > options.node_wait_ms)
        throw new NoRoomError(`no node of the cluster takes it: ${unplaced.message}`)
    } else if (seen) throw new Error('The pod of the worker was deleted while it was started.')
    if (now_ms - (placed_ms ?? began_ms + options.node_wait_ms) > options.start_ms_max)
      throw new Error(
        `The worker was not started within ${options.start_ms_max / 1000} seconds (${stuckIn(pod)}). Can each node pull the image ${options.image} (WORKER_IMAGE)?`
      )
  }
}

const stuckIn = (pod: V1Pod | undefined): string =>
  containerOf(pod ?? {})?.state?.waiting?.reason ?? pod?.status?.phase ?? 'no pod'

const image_reasons = new Set([
  'ImagePullBackOff',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'RegistryUnavailable'
])
const fatal_reasons = new Set([
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError'
])
/** A node that turns a pod away which the scheduler had sent there. */
const turned_away = /^(OutOf|NodeAffinity|NodePorts|Preempting|UnexpectedAdmissionError)/

/** Throws what an operator can do about it, where a pod is never going to run. */
const refuseWhatCannotStart = (pod: V1Pod, image: string): void => {
  const node = nodeOf(pod)
  const { reason = '', message = '' } = containerOf(pod)?.state?.waiting ?? {}
  if (image_reasons.has(reason))
    throw new Error(
      `Node ${node} cannot pull the image ${image} (WORKER_IMAGE): ${message || reason}`
    )
  if (fatal_reasons.has(reason))
    throw new Error(`Node ${node} cannot start the worker: ${message || reason}`)
  if (!hasEnded(pod)) return
  const said = pod.status?.message ?? pod.status?.reason ?? 'it says no reason'
  if (turned_away.test(pod.status?.reason ?? ''))
    throw new NoRoomError(`node ${node} has no room for it: ${said}`)
  throw new Error(`Node ${node} did not start the worker: ${said}`)
}
