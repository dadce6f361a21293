import { worker_port } from '../../../domain/worker-container.ts'
import { pause } from '../../../lib/retry.ts'
import type { Driver, FoundWorker, Known } from '../contract.ts'
import { createClusterView } from './cluster-view.ts'
import { createExits, type Exits } from './exits.ts'
import type { KubernetesContext, KubernetesDriverOptions } from './kubernetes-context.ts'
import { podName } from './pod-body.ts'
import { hasEnded, instanceOf } from './pod-state.ts'
import { workersAllowed } from './room.ts'
import { force_seconds, referenceOf, startPod } from './start-pod.ts'

const log_lines_max = 500
const look_every_ms = 100
/** Beyond what a worker may take to end. */
const slack_ms = 10_000

/**
 * Workers as pods of a Kubernetes namespace, each on whichever node the cluster chooses, which never starts it again. A worker is
 * `kubernetes:<namespace>:<node>/<pod>`, by their own ids; labels say which instance it is. Pods and nodes are followed, not
 * asked for. Of a lost node nothing is taken for gone until the cluster has given the node up.
 */
export const createKubernetesDriver = (options: KubernetesDriverOptions): Driver => {
  const { cluster, log, installation } = options
  const remove = (instance_id: string) => cluster.deletePod(podName(instance_id), force_seconds)
  const exits = createExits(remove)
  const watched = new Set<string>()
  const starting = new Set<string>()
  let telling = true
  const view = createClusterView({
    cluster,
    log,
    installation,
    after_ms: options.stop_seconds * 1000 + slack_ms,
    ended: (pod, is_deleted) => {
      const id = instanceOf(pod)
      if (watched.has(id) || hasEnded(pod)) exits.note(pod, is_deleted)
      if (!watched.delete(id) || !telling) return
      log.info({ instance_id: id }, 'pod of a worker ended')
      options.ended(id)
    }
  })
  const context: KubernetesContext = {
    options,
    claim: `kubernetes:${options.namespace_id}:`,
    cluster,
    view,
    watched,
    starting
  }
  const isOurs = (instance: Known): boolean =>
    instance.reference?.startsWith(context.claim) ?? false

  return {
    name: 'kubernetes',
    claim: () => context.claim,
    hasRoom: async (instance_ids) => {
      const missing = instance_ids.filter((id) => !view.pod(id) && !starting.has(id))
      return missing.length <= workersAllowed(await cluster.quotas(), options.shared_limits)
    },
    start: async (spec) => {
      const started = await startPod(context, spec)
      const id = spec.instance_id
      // It was not watched yet when it ended.
      if (view.state(id, null) === 'gone' && watched.delete(id)) options.ended(id)
      return started
    },
    stop: async (instance, how) => {
      if (!isOurs(instance)) return
      await cluster.deletePod(podName(instance.id), how === 'force' ? force_seconds : undefined)
    },
    state: async (instance) => {
      if (!isOurs(instance)) return 'unknown'
      await view.ready().catch(() => undefined)
      const pod = view.pod(instance.id)
      const state = view.state(instance.id, nodeIn(instance, context.claim))
      if (state === 'gone' && pod) exits.note(pod)
      return state
    },
    find: () => findRunning(context),
    watch: (instance) => {
      if (isOurs(instance)) watched.add(instance.id)
    },
    exit: (instance) => exits.tell(instance.id),
    logs: async (instance, bytes_max) => {
      if (!isOurs(instance) || exits.isOver(instance.id)) return ''
      const text = (await cluster.logs(podName(instance.id), log_lines_max)).trim()
      return Buffer.from(text).subarray(-bytes_max).toString('utf8').trim()
    },
    tidy: (live_ids) => tidyPods(context, exits, live_ids),
    endAll: async () => {
      telling = false
      await endPods(context)
      log.debug({}, 'pods of workers are gone')
    },
    close: () => {
      telling = false
      view.close()
    }
  }
}

const nodeIn = (instance: Known, claim: string): string | null =>
  instance.reference?.slice(claim.length).split('/')[0] || null

const findRunning = async ({
  view,
  claim
}: KubernetesContext): Promise<Map<string, FoundWorker>> => {
  await view.ready()
  const found = new Map<string, FoundWorker>()
  for (const pod of view.pods()) {
    const id = instanceOf(pod)
    if (view.state(id, null) === 'gone') continue
    const host = pod.status?.podIP
    found.set(id, {
      reference: referenceOf(claim, pod),
      address: host ? { host, port: worker_port } : null
    })
  }
  return found
}

/** Takes away pods that are none of these instances; their secrets go with them. */
const tidyPods = async (
  { view, cluster, watched, starting, options }: KubernetesContext,
  exits: Exits,
  live_ids: Set<string>
): Promise<void> => {
  await view.ready()
  for (const pod of view.pods()) {
    const id = instanceOf(pod)
    if (live_ids.has(id) || watched.has(id) || starting.has(id)) continue
    if (pod.metadata?.deletionTimestamp && !hasEnded(pod)) continue
    options.log.debug({ instance_id: id }, 'pod of no instance is removed')
    exits.forget(id)
    await cluster.deletePod(podName(id), hasEnded(pod) ? force_seconds : undefined)
  }
}

/** Ends every worker that is watched, and resolves when their nodes have said that they are gone. */
const endPods = async ({ view, cluster, watched, options }: KubernetesContext): Promise<void> => {
  const ids = [...watched]
  await Promise.all(ids.map((id) => cluster.deletePod(podName(id))))
  const deadline = performance.now() + options.stop_seconds * 1000 + slack_ms
  const someRun = (): boolean => ids.some((id) => view.state(id, null) === 'running')
  while (someRun() && performance.now() < deadline) await pause(look_every_ms)
  watched.clear()
  // Those that have ended by themselves, and whose logs nobody is going to read.
  const over = view.pods().filter(hasEnded)
  await Promise.all(over.map((pod) => cluster.deletePod(podName(instanceOf(pod)), force_seconds)))
}
