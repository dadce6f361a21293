import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Caller, type Product, startProduct } from '../../server/testkit/product.ts'
import { until } from '../../server/testkit/until.ts'
import { startBare } from './bare.ts'
import { linkNumber } from './customer.ts'
import { type Cpu, cpuOfProduct } from './first-message-figures.ts'
import { cpuOf } from './processes.ts'
import type { Scope } from './scope.ts'

export type ColdStart = {
  how: string
  healthy_s: number | null
  half_s: number
  all_s: number
  cpu_ms: Omit<Cpu, 'simulator'>
}

/** Most numbers that a customer of the plan for newcomers may have. */
const numbers_per_customer = 100
const links_at_once = 10
const most_ms = 180_000

/** How long it takes until all sessions are connected again when every process is started anew. */
export const measureColdStart = async (scope: Scope, sessions: number): Promise<ColdStart[]> => {
  const product = await startProduct(scope, { LOG_LEVEL: 'warn' }, {})
  const folder = await mkdtemp(join(tmpdir(), 'bench-bare-'))
  scope.after(() => rm(folder, { recursive: true, force: true }))
  await saveBare(scope, product, sessions, folder)
  const customers = await linkCustomers(product, sessions)
  const starts: ColdStart[] = []
  await product.stop()
  starts.push(await timedStart(product, customers, sessions, 'after a stop'))
  await killAll(product)
  starts.push(await timedStart(product, customers, sessions, 'after a power cut'))
  await product.stop()
  starts.push(await bareStart(scope, product, sessions, folder))
  return starts
}

const linkCustomers = async (product: Product, sessions: number): Promise<Caller[]> => {
  const customers: Caller[] = []
  for (let linked = 0; linked < sessions; linked += numbers_per_customer) {
    const customer = await product.register()
    customers.push(customer)
    const count = Math.min(numbers_per_customer, sessions - linked)
    const names = Array.from({ length: count }, (_, index) => `number ${index}`).values()
    await Promise.all(
      Array.from({ length: links_at_once }, async () => {
        for (const name of names) await linkNumber(product, customer, name)
      })
    )
  }
  return customers
}

const killAll = async (product: Product): Promise<void> => {
  const others = [...(await product.workers()), await product.postgres()]
  for (const pid of others) process.kill(pid, 'SIGKILL')
  await product.kill()
}

const timedStart = async (
  product: Product,
  customers: Caller[],
  sessions: number,
  how: string
): Promise<ColdStart> => {
  const { logins } = await product.simulator.stats()
  const began_ms = performance.now()
  const since = (): number => (performance.now() - began_ms) / 1000
  await product.start()
  const healthy_s = since()
  // After a power cut the rows still tell what was before, until somebody takes the sessions up.
  const reach = (count: number) =>
    until(
      `${count} are connected`,
      async () =>
        (await product.simulator.stats()).logins - logins >= count &&
        (await connected(customers)) >= count,
      most_ms
    )
  await reach(sessions / 2)
  const half_s = since()
  await reach(sessions)
  const all_s = since()
  return { how, healthy_s, half_s, all_s, cpu_ms: await cpuOfProduct(product) }
}

const connected = async (customers: Caller[]): Promise<number> => {
  const counts = await Promise.all(
    customers.map(async (customer) => {
      const { body } = await customer.get('/api/v1/sessions?status=connected&limit=100')
      return (body.data as unknown[]).length
    })
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Links as many with Baileys alone and leaves them in a folder. */
const saveBare = async (
  scope: Scope,
  product: Product,
  sessions: number,
  folder: string
): Promise<void> => {
  const bare = await startBare(scope, product.simulator_info)
  for (let linked = 0; linked < sessions; linked += links_at_once)
    await bare.link({ count: Math.min(links_at_once, sessions - linked) })
  await bare.save({ folder })
  await bare.stop()
}

/** A process that finds them there. */
const bareStart = async (
  scope: Scope,
  product: Product,
  sessions: number,
  folder: string
): Promise<ColdStart> => {
  const began_ms = performance.now()
  const since = (): number => (performance.now() - began_ms) / 1000
  const bare = await startBare(scope, product.simulator_info)
  const resumed = bare.resume({ folder })
  await until(
    'half are connected',
    async () => (await bare.connected()).sessions >= sessions / 2,
    most_ms
  )
  const half_s = since()
  await resumed
  const cpu_ms = { gateway: 0, worker: cpuOf(bare.pid), database: 0 }
  return { how: 'bare', healthy_s: null, half_s, all_s: since(), cpu_ms }
}
