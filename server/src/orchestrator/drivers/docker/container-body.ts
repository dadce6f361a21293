import {
  installation_label,
  instance_label,
  networkName,
  placement_label,
  type WorkerVolume,
  worker_port,
  worker_user,
  workerWords
} from '../../../domain/worker-container.ts'
import type { WorkerLimits } from '../contract.ts'

/** Of its memory a worker may use so much for what JavaScript keeps; the rest is code, buffers and the young generation. */
const heap_share = 0.65
const tmp_mb = 16
const stop_seconds = 30

/** A worker as the engine is told of it: what the plan allows, nothing of the host, nothing to write to but memory. */
export const containerBody = (of: {
  installation: string
  image: string
  instance_id: string
  placement: string
  limits: WorkerLimits
  environment: Record<string, string>
  port: number
  volumes: WorkerVolume[]
}): object => {
  const memory = of.limits.memory_mb * 2 ** 20
  return {
    Image: of.image,
    Cmd: workerWords(Math.floor(of.limits.memory_mb * heap_share)),
    Env: Object.entries({
      ...of.environment,
      WORKER_HOST: '0.0.0.0',
      WORKER_PORT: String(worker_port)
    }).map(([name, value]) => `${name}=${value}`),
    User: worker_user,
    Labels: {
      [installation_label]: of.installation,
      [instance_label]: of.instance_id,
      [placement_label]: of.placement
    },
    ExposedPorts: { [`${worker_port}/tcp`]: {} },
    // The orchestrator asks each worker every two seconds.
    Healthcheck: { Test: ['NONE'] },
    StopTimeout: stop_seconds,
    HostConfig: {
      NetworkMode: networkName(of.installation, of.placement),
      PortBindings: {
        [`${worker_port}/tcp`]: [{ HostIp: '127.0.0.1', HostPort: String(of.port) }]
      },
      Memory: memory,
      MemorySwap: memory,
      NanoCpus: of.limits.cpu_millis * 1_000_000,
      PidsLimit: of.limits.pids_max,
      LogConfig: {
        Type: 'local',
        Config: { 'max-size': `${Math.max(1, Math.floor(of.limits.log_mb / 2))}m`, 'max-file': '2' }
      },
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
      Tmpfs: { '/tmp': `rw,noexec,nosuid,nodev,size=${tmp_mb}m,mode=1777` },
      Mounts: of.volumes.map(({ name, path }) => ({
        Type: 'volume',
        Source: name,
        Target: path,
        ReadOnly: true
      })),
      Init: true,
      RestartPolicy: { Name: 'no' }
    }
  }
}
