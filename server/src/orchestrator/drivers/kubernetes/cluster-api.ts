import type { KubeConfig, V1Node, V1Pod, V1ResourceQuota, V1Secret } from '@kubernetes/client-node'
import { type Follower, type Following, startFollower } from './follow.ts'

export type { V1Node, V1Pod, V1ResourceQuota, V1Secret } from '@kubernetes/client-node'

/** The API server has refused something; `status` is that of its answer. */
export class ClusterError extends Error {
  readonly status: number
  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.status = status
  }
}

/** The API server does not answer. What runs in the cluster is not known then. */
export class ClusterUnavailable extends Error {}

export type Owner = { apiVersion: string; kind: string; name: string; uid: string }

/** A little of what a cluster can do, in one namespace: as much as the role of the Helm chart allows. */
export type ClusterApi = {
  namespace: string
  /** The namespace's own id, which no other cluster and no later namespace of this name has. */
  namespaceId(): Promise<string>
  /** The stateful set of this name, as what belongs to it names it. */
  owner(name: string): Promise<Owner>
  createPod(body: V1Pod): Promise<V1Pod>
  /** Ends a pod: after its own time, or after `grace_seconds`. One that is gone is fine. Never 0: the node is to say that it has ended. */
  deletePod(name: string, grace_seconds?: number): Promise<void>
  createSecret(body: V1Secret): Promise<void>
  quotas(): Promise<V1ResourceQuota[]>
  /** The end of what a pod has logged; empty when there is nothing to read. */
  logs(name: string, lines_max: number): Promise<string>
  followPods(labels: string, following: Following<V1Pod>): Follower
  followNodes(following: Following<V1Node>): Follower
}

/** Every call is over after this. What is followed has a bound of its own. */
const call_ms_max = 15_000

/**
 * Opens a cluster: with the service account of this pod, or with a kubeconfig file. The library is large, so only those who
 * have workers in Kubernetes load it.
 */
export const openCluster = async (options: {
  kubeconfig: string | undefined
  namespace: string | undefined
}): Promise<ClusterApi> => {
  const library = await import('@kubernetes/client-node')
  const config = new library.KubeConfig()
  if (options.kubeconfig === undefined) config.loadFromCluster()
  else config.loadFromFile(options.kubeconfig)
  const namespace = options.namespace ?? namespaceOf(config)
  const configuration = configure(library, config)
  const core = new library.CoreV1Api(configuration)
  const apps = new library.AppsV1Api(configuration)
  return {
    namespace,
    namespaceId: async () => {
      const found = await asked(core.readNamespace({ name: namespace }))
      return found.metadata?.uid ?? ''
    },
    owner: async (name) => {
      const found = await asked(apps.readNamespacedStatefulSet({ namespace, name }))
      return { apiVersion: 'apps/v1', kind: 'StatefulSet', name, uid: found.metadata?.uid ?? '' }
    },
    createPod: (body) => asked(core.createNamespacedPod({ namespace, body })),
    deletePod: async (name, grace_seconds) => {
      const grace = grace_seconds === undefined ? {} : { gracePeriodSeconds: grace_seconds }
      await asked(core.deleteNamespacedPod({ namespace, name, ...grace })).catch(unless(404))
    },
    createSecret: async (body) => {
      await asked(core.createNamespacedSecret({ namespace, body }))
    },
    quotas: async () => (await asked(core.listNamespacedResourceQuota({ namespace }))).items,
    logs: async (name, tailLines) =>
      // 400: its container has not begun.
      (await asked(core.readNamespacedPodLog({ namespace, name, tailLines })).catch(
        unless(404, 400)
      )) ?? '',
    followPods: (labels, following) =>
      startFollower(
        (list) =>
          library.makeInformer(config, `/api/v1/namespaces/${namespace}/pods`, list, labels),
        () => asked(core.listNamespacedPod({ namespace, labelSelector: labels })),
        following
      ),
    followNodes: (following) =>
      startFollower(
        (list) => library.makeInformer(config, '/api/v1/nodes', list),
        () => asked(core.listNode()),
        following
      )
  }
}

/** As the library does it itself, and no call without an end. */
const configure = (library: typeof import('@kubernetes/client-node'), config: KubeConfig) => {
  const cluster = config.getCurrentCluster()
  if (!cluster) throw new Error('it names no cluster')
  return library.createConfiguration({
    baseServer: new library.ServerConfiguration(cluster.server, {}),
    authMethods: { default: config },
    promiseMiddleware: [
      {
        pre: async (request) => {
          request.setSignal(AbortSignal.timeout(call_ms_max))
          return request
        },
        post: async (answer) => answer
      }
    ]
  })
}

const namespaceOf = (config: KubeConfig): string => {
  const context = config.getContextObject(config.getCurrentContext())
  return context?.namespace ?? 'default'
}

/** Lets a refusal with one of these statuses pass. */
const unless =
  (...statuses: number[]) =>
  (error: unknown): undefined => {
    if (!(error instanceof ClusterError && statuses.includes(error.status))) throw error
  }

/** An answer, or what went wrong in words. */
const asked = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer
  } catch (error) {
    const { code, body } = error as { code?: unknown; body?: unknown }
    if (typeof code === 'number') throw new ClusterError(code, told(code, body), { cause: error })
    const { message, cause } = error as Error
    const why = cause instanceof Error && cause.message ? cause.message : message
    throw new ClusterUnavailable(`the API server of the cluster does not answer: ${why}`, {
      cause: error
    })
  }
}

/** What the server says of its refusal: a `Status` object, of which the message is for people. */
const told = (status: number, body: unknown): string => {
  try {
    const parsed = typeof body === 'string' ? JSON.parse(body) : body
    if (typeof parsed?.message === 'string') return parsed.message
  } catch {
    // No JSON: a proxy has answered.
  }
  return `the API server of the cluster has answered ${status}`
}
