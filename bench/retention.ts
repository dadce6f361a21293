import { type Db, openDb } from '../server/src/lib/db.ts'
import { deleteOldRows } from '../server/src/store/old-rows.ts'
import { spread } from './support/figures.ts'
import { withScope } from './support/scope.ts'
import { seedTenants, startDatabase } from './support/start-gateway.ts'
import { type Cell, printTable } from './support/table.ts'

// What it costs to forget old events with their deliveries, in batches as the clean-up does and by dropping a partition, and
// what reading costs in each form: npm run bench:retention
// EVENTS=1000000 in WEEKS=5, of which the first is forgotten; TENANTS=100, CALLS=200 of each look-up
const events = Number(process.env['EVENTS'] ?? 1_000_000)
const weeks = Number(process.env['WEEKS'] ?? 5)
const tenant_count = Number(process.env['TENANTS'] ?? 100)
const calls = Number(process.env['CALLS'] ?? 200)
const batch = 2_000
const week_days = 7

const id_at = (prefix: string, at: string, rest: string): string =>
  `'${prefix}_' || lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || lpad(to_hex(${rest}), 20, '0')`

/** The same rows in both forms: each event with one delivery. */
const seed = async (owner: Db): Promise<void> => {
  await owner.query('alter table events disable trigger user')
  await owner.query(
    `insert into webhooks (id, tenant_id, url, event_types, sealed_secret)
     select 'whk_' || substr(id, 5), id, 'https://example.com/', '{*}', 'x' from tenants`
  )
  const piece = 200_000
  for (let from = 0; from < events; from += piece) {
    await owner.query(
      `insert into events (id, tenant_id, type, data, created_at)
       select ${id_at('evt', 'at', 'n')}, t.ids[1 + n % $3], 'message.received',
         jsonb_build_object('id', 'msg_' || n, 'text', jsonb_build_object('body', repeat('x', 200))), at
       from (select array_agg(id::text order by id) as ids from tenants) t,
         lateral (select n, now() - make_interval(days => $4) + interval '1 second' * ($4 * 86400.0 * n / $5) as at
           from generate_series($1::bigint, $2::bigint) n) made`,
      [from, Math.min(from + piece, events) - 1, tenant_count, weeks * week_days, events]
    )
  }
  await owner.query(
    `insert into webhook_deliveries (id, tenant_id, webhook_id, event_id, status, attempts, created_at, finished_at)
     select 'dlv_' || substr(id, 5), tenant_id, 'whk_' || substr(tenant_id, 5), id, 'succeeded', 1, created_at, created_at from events`
  )
  await owner.query('alter table events enable trigger user')
  await owner.query(
    'create table events_parts (like events including defaults) partition by range (id)'
  )
  await owner.query(
    'create table deliveries_parts (like webhook_deliveries including defaults) partition by range (event_id)'
  )
  for (let week = 0; week < weeks; week++) {
    const bound = (nth: number): string =>
      nth === 0
        ? 'minvalue'
        : nth === weeks
          ? 'maxvalue'
          : `'evt_${Math.floor(Date.now() - (weeks - nth) * week_days * 86_400_000)
              .toString(16)
              .padStart(12, '0')}${'0'.repeat(20)}'`
    for (const table of ['events_parts', 'deliveries_parts'])
      await owner.query(
        `create table ${table}_${week} partition of ${table} for values from (${bound(week)}) to (${bound(week + 1)})`
      )
  }
  await owner.query('insert into events_parts overriding system value select * from events')
  await owner.query('insert into deliveries_parts select * from webhook_deliveries')
  for (const index of [
    'unique index on events_parts (id)',
    'index on events_parts (tenant_id, xid, seq)',
    'index on events_parts (session_id, xid, seq) where session_id is not null',
    'index on deliveries_parts (id)',
    'unique index on deliveries_parts (event_id, webhook_id)',
    'index on deliveries_parts (tenant_id, id desc)',
    'index on deliveries_parts (webhook_id, id desc)'
  ])
    await owner.query(`create ${index}`)
  for (const table of ['events', 'webhook_deliveries', 'events_parts', 'deliveries_parts'])
    await owner.query(`vacuum analyze ${table}`)
}

/** What work takes, and how much it writes ahead. */
const cost = async (
  owner: Db,
  work: () => Promise<unknown>
): Promise<{ ms: number; wal_mb: number }> => {
  const lsn = async (): Promise<string> =>
    (await owner.query<{ at: string }>('select pg_current_wal_lsn()::text as at'))[0]?.at ?? ''
  const before = await lsn()
  const began_ms = performance.now()
  await work()
  const ms = performance.now() - began_ms
  const [row] = await owner.query<{ bytes: number }>(
    'select pg_wal_lsn_diff(pg_current_wal_lsn(), $1::pg_lsn)::float8 as bytes',
    [before]
  )
  return { ms, wal_mb: (row?.bytes ?? 0) / 2 ** 20 }
}

const lookUps = async (owner: Db): Promise<Cell[][]> => {
  const rows: Cell[][] = []
  const ids = await owner.query<{ tenant_id: string; event_id: string; id: string }>(
    'select tenant_id, event_id, id from webhook_deliveries order by id desc limit $1',
    [calls]
  )
  for (const [what, text, value] of [
    ['an event by its id', 'select data from EVENTS where id = $1', 'event_id'],
    [
      'the next events of a tenant',
      "select id from EVENTS where tenant_id = $1 and (xid, seq) > ('0'::xid8, 0) order by xid desc, seq desc limit 20",
      'tenant_id'
    ],
    ['a delivery by its id', 'select status from DELIVERIES where id = $1', 'id'],
    [
      'the last deliveries of a tenant',
      'select id from DELIVERIES where tenant_id = $1 order by id desc limit 20',
      'tenant_id'
    ]
  ] as const) {
    const figures: number[] = []
    for (const [one, other] of [
      ['events', 'webhook_deliveries'],
      ['events_parts', 'deliveries_parts']
    ] as const) {
      const statement = text.replace('EVENTS', one).replace('DELIVERIES', other)
      const took_ms: number[] = []
      for (const row of [...ids, ...ids]) {
        const asked_ms = performance.now()
        await owner.query(statement, [row[value]], `look ${what} ${one}`)
        took_ms.push(performance.now() - asked_ms)
      }
      figures.push(spread(took_ms.slice(ids.length)).p50_ms)
    }
    const [whole = 0, parts = 0] = figures
    rows.push([what, whole, parts, `${(parts / whole).toFixed(1)} ×`])
  }
  return rows
}

await withScope(async (scope) => {
  const database = await startDatabase(scope)
  const { owner } = database
  await seedTenants(owner, tenant_count)
  await seed(owner)
  const looked = await lookUps(owner)
  const system = openDb({
    url: database.url('wa_system'),
    connections_max: 1,
    application_name: 'bench clean-up'
  })
  scope.after(() => system.close())
  const kept_days = (weeks - 1) * week_days
  let deleted = 0
  const batches_ms: number[] = []
  const in_batches = await cost(owner, async () => {
    for (;;) {
      const began_ms = performance.now()
      const count = await deleteOldRows(system, 'events', kept_days, batch)
      batches_ms.push(performance.now() - began_ms)
      deleted += count
      if (count < batch) break
    }
  })
  const vacuum = await cost(owner, async () => {
    await owner.query('vacuum events')
    await owner.query('vacuum webhook_deliveries')
  })
  const dropped = await cost(owner, async () => {
    await owner.query('drop table deliveries_parts_0')
    await owner.query('drop table events_parts_0')
  })
  printTable(
    `${deleted} of ${events} events are forgotten, each with a delivery`,
    ['', 'ms', 'MB of WAL', 'p95 of a batch, ms'],
    [
      [`in batches of ${batch}`, in_batches.ms, in_batches.wal_mb, spread(batches_ms).p95_ms],
      ['and their space is free again (vacuum)', vacuum.ms, vacuum.wal_mb, null],
      ['a partition of each is dropped', dropped.ms, dropped.wal_mb, null]
    ]
  )
  const head = ['p50, ms', 'one table', `${weeks} partitions`, '']
  printTable('What is looked up, before that', head, looked)
})
