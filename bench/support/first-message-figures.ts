import type { Product } from '../../server/testkit/product.ts'
import type { Linked } from './customer.ts'
import type { Starts } from './measure-starts.ts'
import { cpuOf, cpuOfDatabase, residentOf, residentOfDatabase } from './processes.ts'

/** Processor milliseconds of each part of the product, or of each for one message. */
export type Cpu = { gateway: number; worker: number; database: number; simulator: number }

export type Spread = { p50_ms: number; p95_ms: number; p99_ms: number }

export type Sending = {
  sessions: number
  /** With all callers at once. */
  per_second: number
  cpu: Cpu
  accept: Spread
  bare_per_second: number
  bare_cpu_ms: number
  /** At a steady pace. */
  calm_accept: Spread
  calm_ack: Spread
  bare_ack: Spread
}

/** From what a phone says to the customer's server; on the bare side to the program. */
export type Webhooks = {
  calm: { per_second: number; product: Spread; bare: Spread }[]
  /** As many as come at once, from the beginning of the burst. */
  burst: Spread & { count: number; per_second: number; cpu: Cpu }
  bare_per_second: number
  bare_cpu_ms: number
}

/** Resident megabytes; null where nothing runs. */
export type Memory = {
  sessions: number
  gateway_mb: number
  worker_mb: number | null
  database_mb: number
  bare_mb: number
}

export type FirstMessage = {
  starts: Starts
  linking: Linked[]
  sending: Sending[]
  webhooks: Webhooks
  memory: Memory[]
}

/** What the product has used so far. */
export const cpuOfProduct = async (product: Product): Promise<Cpu> => {
  const workers = await product.workers()
  const { cpu_ms } = await product.simulator.stats()
  return {
    gateway: cpuOf(product.child.pid ?? 0),
    worker: workers.reduce((sum, worker) => sum + cpuOf(worker), 0),
    database: cpuOfDatabase(await product.postgres()),
    simulator: cpu_ms
  }
}

/** The difference, shared out among `count` messages. */
export const cpuEach = (before: Cpu, after: Cpu, count: number): Cpu => ({
  gateway: (after.gateway - before.gateway) / count,
  worker: (after.worker - before.worker) / count,
  database: (after.database - before.database) / count,
  simulator: (after.simulator - before.simulator) / count
})

/** What the product occupies now. */
export const memoryOf = async (
  product: Product
): Promise<Pick<Memory, 'gateway_mb' | 'worker_mb' | 'database_mb'>> => {
  const [worker, ...others] = await product.workers()
  if (others.length > 0) throw new Error('there is more than one worker')
  return {
    gateway_mb: residentOf(product.child.pid ?? 0),
    worker_mb: worker ? residentOf(worker) : null,
    database_mb: residentOfDatabase(await product.postgres())
  }
}
