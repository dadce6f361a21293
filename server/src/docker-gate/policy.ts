import type { WorkerVolume } from '../domain/worker-container.ts'

/** What this installation may have in the engine. */
export type GatePolicy = {
  /** Its name, on everything of it. */
  installation: string
  /** Images of workers, each by its digest. */
  images: string[]
  /** Ports of the host's loopback address that workers may be published on. */
  ports: { first: number; last: number }
  /** Out of which network the addresses of workers are, such as 10.213.0.0/16. */
  subnets: string
  volumes: WorkerVolume[]
  /** Names of what a worker may be told; each once. */
  variables: string[]
  /** What workers of a swarm ask of their nodes: each has all of these. */
  constraints: string[]
}

/** What no container may go beyond, whatever a plan says. */
export const bounds = {
  memory_bytes: { min: 32 * 2 ** 20, max: 64 * 2 ** 30 },
  nano_cpus: { min: 10_000_000, max: 64_000_000_000 },
  pids: { min: 16, max: 4_096 },
  log_mb: { min: 1, max: 1_000 },
  tmp_mb: { min: 1, max: 1_024 }
} as const
