import {
  containerName,
  installation_label,
  instance_label,
  networkName,
  placement_label,
  secrets_file,
  type WorkerVolume,
  worker_port,
  worker_user,
  workerWords
} from '../../../domain/worker-container.ts'
import type { WorkerLimits } from '../contract.ts'
import type { ServiceSpec } from './swarm-engine.ts'

/** Of its memory a worker may use so much for what JavaScript keeps; the rest is code, buffers and the young generation. */
const heap_share = 0.65
const tmp_bytes = 16 * 2 ** 20
const all_may_write = 0o1777
const own_user_reads = 0o400
const [uid = '', gid = ''] = worker_user.split(':')

export type ServiceOf = {
  installation: string
  image: string
  instance_id: string
  placement: string
  limits: WorkerLimits
  environment: Record<string, string>
  port: number
  volumes: WorkerVolume[]
  secret_id: string | null
  constraints: string[]
  /** Over the values of which label workers are spread first, if any. */
  spread: string | undefined
  stop_seconds: number
}

/**
 * A worker as a manager is told of it: one task, which is never started a second time. Its memory is reserved on its node, so
 * that no node gets more workers than it has memory for.
 */
export const serviceBody = (of: ServiceOf): ServiceSpec => {
  const labels = {
    [installation_label]: of.installation,
    [instance_label]: of.instance_id,
    [placement_label]: of.placement
  }
  const memory = of.limits.memory_mb * 2 ** 20
  return {
    Name: containerName(of.instance_id),
    Labels: labels,
    Mode: { Replicated: { Replicas: 1 } },
    TaskTemplate: {
      ContainerSpec: {
        Image: of.image,
        Args: workerWords(Math.floor(of.limits.memory_mb * heap_share)),
        Env: Object.entries({
          ...of.environment,
          WORKER_HOST: '0.0.0.0',
          WORKER_PORT: String(worker_port)
        }).map(([name, value]) => `${name}=${value}`),
        User: worker_user,
        Labels: labels,
        // The orchestrator asks each worker every two seconds.
        Healthcheck: { Test: ['NONE'] },
        StopGracePeriod: of.stop_seconds * 1_000_000_000,
        ReadOnly: true,
        Init: true,
        CapabilityDrop: ['ALL'],
        // Engines before version 25 do not know it; without capabilities and programs of root there is nothing to gain.
        Privileges: { NoNewPrivileges: true },
        Mounts: mounts(of.volumes),
        ...(of.secret_id !== null && {
          Secrets: [
            {
              SecretID: of.secret_id,
              SecretName: containerName(of.instance_id),
              File: { Name: secrets_file, UID: uid, GID: gid, Mode: own_user_reads }
            }
          ]
        })
      },
      Resources: {
        Limits: {
          NanoCPUs: of.limits.cpu_millis * 1_000_000,
          MemoryBytes: memory,
          Pids: of.limits.pids_max
        },
        Reservations: { MemoryBytes: memory }
      },
      RestartPolicy: { Condition: 'none' },
      Placement: {
        Constraints: of.constraints,
        ...(of.spread && { Preferences: [{ Spread: { SpreadDescriptor: of.spread } }] })
      },
      LogDriver: logDriver(of.limits),
      Networks: [{ Target: networkName(of.installation, of.placement) }]
    },
    EndpointSpec: {
      Mode: 'dnsrr',
      Ports: [
        { Protocol: 'tcp', TargetPort: worker_port, PublishedPort: of.port, PublishMode: 'host' }
      ]
    }
  } as unknown as ServiceSpec
}

const mounts = (volumes: WorkerVolume[]): object[] => [
  {
    Type: 'tmpfs',
    Target: '/tmp',
    TmpfsOptions: { SizeBytes: tmp_bytes, Mode: all_may_write }
  },
  ...volumes.map(({ name, path }) => ({
    Type: 'volume',
    Source: name,
    Target: path,
    ReadOnly: true
  }))
]

const logDriver = ({ log_mb }: WorkerLimits): object => ({
  Name: 'local',
  Options: { 'max-size': `${Math.max(1, Math.floor(log_mb / 2))}m`, 'max-file': '2' }
})
