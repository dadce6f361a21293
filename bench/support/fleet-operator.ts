import { systemDb } from '../../server/src/admin/deps.ts'
import { changeScale } from '../../server/src/admin/scale.ts'
import { systemClock } from '../../server/src/lib/clock.ts'
import { type Db, openDb } from '../../server/src/lib/db.ts'
import { readConfig } from '../../server/src/main/config/config.ts'
import { reachDatabase } from '../../server/src/main/reach-database.ts'
import type { Product } from '../../server/testkit/product.ts'
import { until } from '../../server/testkit/until.ts'
import type { Scope } from './scope.ts'

export type Placement = 'shared' | 'tenant' | 'dedicated'

/** What the operator of a product does, with the rights of one. */
export type Operator = {
  /** Takes every limit off all customers there are, and gives their numbers this placement from their next start on. */
  place(placement: Placement): Promise<void>
  /** There are so many shared workers, and the numbers are spread over them; resolves when all are connected. */
  scaleTo(workers: number): Promise<void>
  /** One worker more, and how long it took until it ran. */
  startOne(): Promise<number>
  /** Workers that run now. */
  running(): Promise<number>
}

const within_ms = 300_000

/** Opens the database of a running product as the operator's commands do. */
export const operatorOf = async (scope: Scope, product: Product): Promise<Operator> => {
  const config = readConfig({ DATA_DIR: product.data_dir })
  const system = await reachDatabase(config)
  const db = openDb({ url: system.url, connections_max: 2, application_name: 'bench operator' })
  scope.after(async () => {
    await db.close()
    await system.leave()
  })
  const ask = (workers: number): Promise<unknown> =>
    changeScale(
      { system: systemDb(db), clock: systemClock },
      { workers_min: workers, workers_max: workers }
    )
  return {
    place: async (placement) => {
      await db.query(
        `update subscriptions set sessions_max = null, messages_per_month_max = null,
           messages_per_minute_max = null, requests_per_minute_max = null, workers_max = null, instance_mode = $1`,
        [placement]
      )
    },
    scaleTo: async (workers) => {
      await ask(workers)
      await until(`${workers} workers share the numbers`, () => isSpread(db, workers), within_ms)
    },
    startOne: async () => {
      const before = await runningIn(db)
      const began_ms = performance.now()
      await ask(before + 1)
      await until('one more runs', async () => (await runningIn(db)) > before, within_ms)
      return performance.now() - began_ms
    },
    running: () => runningIn(db)
  }
}

const runningIn = async (db: Db): Promise<number> => {
  const [row] = await db.query<{ count: number }>(
    "select count(*)::int as count from instances where status = 'running'"
  )
  return row?.count ?? 0
}

/** So many run, none has far more than its share, and no number is away. */
const isSpread = async (db: Db, workers: number): Promise<boolean> => {
  const held = await db.query<{ count: number }>(
    `select (select count(*)::int from sessions s where s.instance_id = i.id and s.status = 'connected') as count
       from instances i where i.status not in ('stopped', 'failed')`
  )
  const [away] = await db.query<{ count: number }>(
    "select count(*)::int as count from sessions where desired = 'running' and status <> 'connected'"
  )
  const counts = held.map((one) => one.count)
  const mean = counts.reduce((sum, one) => sum + one, 0) / counts.length
  const spread = Math.max(...counts) - Math.min(...counts)
  return counts.length === workers && away?.count === 0 && spread <= Math.max(10, mean)
}
