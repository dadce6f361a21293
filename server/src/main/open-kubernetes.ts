import type { Log } from '../lib/log.ts'
import type { Driver, WorkerLimits } from '../orchestrator/drivers/contract.ts'
import {
  type ClusterApi,
  type Owner,
  openCluster
} from '../orchestrator/drivers/kubernetes/cluster-api.ts'
import { createKubernetesDriver } from '../orchestrator/drivers/kubernetes/kubernetes-driver.ts'
import type { Config } from './config/config.ts'
import { partsOf } from './config/docker.ts'
import { labelsOf, tolerationOf } from './config/kubernetes.ts'
import { StartError } from './start-error.ts'

/** To find the image where it is not, and to start. */
const start_ms_max = 120_000

/** Makes the driver of workers in pods, or says what is missing for it. */
export const openKubernetesDriver = async (
  config: Config,
  given: {
    log: Log
    ended: () => void
    environment: Record<string, string>
    shared_limits: WorkerLimits
    stop_seconds: number
  }
): Promise<Driver> => {
  const [image] = partsOf(config.WORKER_IMAGE)
  if (image === undefined)
    throw new StartError(
      'Set WORKER_IMAGE: DRIVER=kubernetes starts workers of this image, by its digest, which each node has to be able to pull.'
    )
  const { cluster, namespace_id, owner } = await reach(config)
  const driver = createKubernetesDriver({
    ...given,
    cluster,
    namespace_id,
    owner,
    installation: config.DOCKER_INSTALLATION,
    image,
    node_selector: labelsOf(partsOf(config.KUBERNETES_NODE_SELECTOR)),
    tolerations: partsOf(config.KUBERNETES_TOLERATIONS).map(tolerationOf),
    pull_secrets: partsOf(config.KUBERNETES_PULL_SECRETS),
    spread: partsOf(config.KUBERNETES_SPREAD),
    node_wait_ms: config.KUBERNETES_NODE_WAIT_SECONDS * 1000,
    start_ms_max
  })
  try {
    // What it may not see is found out now, and not when sessions wait.
    await driver.find()
    await driver.hasRoom([], [])
    return driver
  } catch (error) {
    driver.close()
    throw unusable(error)
  }
}

type Reached = { cluster: ClusterApi; namespace_id: string; owner: Owner | null }

const reach = async (config: Config): Promise<Reached> => {
  try {
    const cluster = await openCluster({
      kubeconfig: config.KUBERNETES_KUBECONFIG,
      namespace: config.KUBERNETES_NAMESPACE
    })
    const namespace_id = await cluster.namespaceId()
    const { KUBERNETES_OWNER: owner } = config
    return { cluster, namespace_id, owner: owner ? await cluster.owner(owner) : null }
  } catch (error) {
    throw unusable(error)
  }
}

const unusable = (error: unknown): StartError =>
  new StartError(
    `DRIVER=kubernetes cannot be used: ${(error as Error).message}. The Helm chart makes the service account and the role that it needs (workers.driver=kubernetes).`,
    { cause: error }
  )
