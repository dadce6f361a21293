import {
  containerName,
  installation_label,
  instance_label,
  placement_label,
  secrets_file,
  worker_port,
  worker_user,
  workerWords
} from '../../../domain/worker-container.ts'
import type { WorkerLimits } from '../contract.ts'
import type { Owner, V1Pod, V1Secret } from './cluster-api.ts'

/** Of its memory a worker may use so much for what JavaScript keeps; the rest is code, buffers and the young generation. */
const heap_share = 0.65
/** What is kept free for a worker of the processor that it may use: most of the time it waits. */
const cpu_share = 0.1
const tmp_mb = 64
/** Beside its log and its temporary files a worker writes nothing. */
const disk_slack_mb = 16
const group_reads = 0o440
const [uid, gid] = worker_user.split(':').map(Number)

/** Names of objects have no underscore. */
export const podName = (instance_id: string): string =>
  containerName(instance_id).replaceAll('_', '-')

export const worker_container = 'worker'
const secrets_volume = 'secrets'
const secrets_folder = secrets_file.slice(0, secrets_file.lastIndexOf('/'))
const secrets_name = secrets_file.slice(secrets_folder.length + 1)

export type Toleration = { key: string; operator: string; value?: string; effect?: string }

export type PodOf = {
  installation: string
  image: string
  instance_id: string
  placement: string
  limits: WorkerLimits
  environment: Record<string, string>
  /** Whether there is a secret of the pod's name. */
  with_secret: boolean
  owner: Owner | null
  node_selector: Record<string, string>
  tolerations: Toleration[]
  pull_secrets: string[]
  /** Labels of nodes over the values of which workers are spread. */
  spread: string[]
  stop_seconds: number
}

const labelsOf = (of: { installation: string; instance_id: string; placement: string }) => ({
  [installation_label]: of.installation,
  [instance_label]: of.instance_id,
  [placement_label]: of.placement
})

/** A worker as a cluster is told of it: one pod, which is never started a second time. */
export const podBody = (of: PodOf): V1Pod => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: podName(of.instance_id),
    labels: labelsOf(of),
    // A cluster that gives up nodes may move workers: their sessions go on elsewhere.
    annotations: { 'cluster-autoscaler.kubernetes.io/safe-to-evict': 'true' },
    ...(of.owner && { ownerReferences: [{ ...of.owner, blockOwnerDeletion: false }] })
  },
  spec: {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: of.stop_seconds,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    hostNetwork: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: gid,
      fsGroup: gid,
      seccompProfile: { type: 'RuntimeDefault' }
    },
    ...(of.pull_secrets.length > 0 && {
      imagePullSecrets: of.pull_secrets.map((name) => ({ name }))
    }),
    ...(Object.keys(of.node_selector).length > 0 && { nodeSelector: of.node_selector }),
    ...(of.tolerations.length > 0 && { tolerations: of.tolerations }),
    topologySpreadConstraints: of.spread.map((topologyKey) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { [installation_label]: of.installation } }
    })),
    containers: [container(of)],
    volumes: [
      { name: 'tmp', emptyDir: { sizeLimit: `${tmp_mb}Mi` } },
      ...(of.with_secret
        ? [
            {
              name: secrets_volume,
              secret: {
                secretName: podName(of.instance_id),
                defaultMode: group_reads,
                items: [{ key: secrets_name, path: secrets_name }]
              }
            }
          ]
        : [])
    ]
  }
})

type Container = NonNullable<V1Pod['spec']>['containers'][number]

const container = (of: PodOf): Container => ({
  name: worker_container,
  image: of.image,
  imagePullPolicy: 'IfNotPresent',
  args: workerWords(Math.floor(of.limits.memory_mb * heap_share)),
  env: [
    ...Object.entries(of.environment).map(([name, value]) => ({ name, value })),
    { name: 'WORKER_HOST', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    { name: 'WORKER_PORT', value: String(worker_port) }
  ],
  ports: [{ name: 'control', containerPort: worker_port }],
  resources: resourcesOf(of.limits),
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] }
  },
  volumeMounts: [
    { name: 'tmp', mountPath: '/tmp' },
    ...(of.with_secret ? [{ name: secrets_volume, mountPath: secrets_folder, readOnly: true }] : [])
  ]
})

/** What a worker has for itself and the most that it may use. Memory and disk are reserved whole, so that no node has too many workers. */
export const resourcesOf = (limits: WorkerLimits) => {
  const memory = `${limits.memory_mb}Mi`
  const disk = `${limits.log_mb + tmp_mb + disk_slack_mb}Mi`
  return {
    requests: {
      cpu: `${Math.max(10, Math.round(limits.cpu_millis * cpu_share))}m`,
      memory,
      'ephemeral-storage': disk
    },
    limits: { cpu: `${limits.cpu_millis}m`, memory, 'ephemeral-storage': disk }
  }
}

/** What opens something, for this pod alone: it goes with its pod. */
export const secretBody = (
  of: { installation: string; instance_id: string; placement: string },
  pod_uid: string,
  secrets: Record<string, string>
): V1Secret => {
  const name = podName(of.instance_id)
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name,
      labels: labelsOf(of),
      ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid: pod_uid }]
    },
    type: 'Opaque',
    immutable: true,
    data: { [secrets_name]: Buffer.from(JSON.stringify(secrets)).toString('base64') }
  }
}
