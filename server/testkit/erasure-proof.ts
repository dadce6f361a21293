import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { TestContext } from 'node:test'
import type { MediaDeps } from '../src/jobs/media/media-deps.ts'
import { eraseAccounts } from '../src/jobs/tasks/erase-accounts.ts'
import { type Db, openDb, type Tx } from '../src/lib/db.ts'
import { createLog } from '../src/lib/log.ts'
import { createDiskMedia } from '../src/media/disk.ts'

type Seeds = Record<string, (tenant: number, nth: number) => string>
type Column = { table: string; name: string; type: string }

/** In lower case, because an e-mail address is. */
const marker = 'theoaktreetreasure'
const gone = 1
const stays = 2
/** Ids of the seeds end with the number of the tenant and their own. */
const idsOf = (tenant: number): string => `_${'0'.repeat(24)}${String(tenant).padStart(4, '0')}`

/** Tables that no seed fills, though they have ids: what they hold of a tenant is put there by hand below. */
const by_hand = [
  'erasures',
  'payment_notices',
  'plan_prices',
  'registration_invitations',
  'scale_decisions',
  'subscription_plans'
]

const unique_violation = '23505'
const refusals = ['23503', '23514']

const filled: Record<string, string> = {
  text: `'${marker}'`,
  'text[]': `array['${marker}']`,
  jsonb: `'{"text": "${marker}"}'`,
  bytea: `convert_to('${marker}', 'UTF8')`,
  tsvector: `to_tsvector('simple', '${marker}')`
}

/** Writes the marker into every column that takes it, of the rows of the tenant that is erased. Says into how many. */
const mark = async (admin: Db, seeds: Seeds): Promise<number> => {
  const columns = await admin.query<Column>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relname = any ($1)`,
    [Object.keys(seeds)]
  )
  let marked = 0
  for (const { table, name, type } of columns) {
    const value = filled[type]
    if (value === undefined) continue
    const of_tenant = `strpos(t::text, '${idsOf(gone)}') > 0`
    const write = (where: string) =>
      admin.query(`update ${table} t set ${name} = ${value} where ${where}`)
    try {
      await write(of_tenant).catch((error: { code?: string }) => {
        if (error.code !== unique_violation) throw error
        return write(`ctid = (select min(ctid) from ${table} t where ${of_tenant})`)
      })
      marked++
    } catch (error) {
      // What is one of a few words, or has to fit other columns or rows, stays as it is.
      if (!refusals.includes((error as { code?: string }).code ?? '')) throw error
    }
  }
  return marked
}

/** Where there is still something of the tenant: in any column of any table, in any form. */
export const tracesOf = async (
  db: Pick<Tx, 'query'>,
  needles: string[]
): Promise<{ table: string; row: string }[]> => {
  const tables = await db.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c
     where c.relkind in ('r', 'p', 'm') and c.relnamespace in ('public'::regnamespace, 'graphile_worker'::regnamespace)`
  )
  const traces: { table: string; row: string }[] = []
  const forms = needles.flatMap((needle) => [needle, Buffer.from(needle).toString('hex')])
  for (const { name } of tables) {
    // That there was an account of this id is what an operator keeps.
    const row = name === 'erasures' ? 'replace(t::text, erased_tenant_id, $$$$)' : 't::text'
    const rows = await db.query<{ row: string }>(
      `select ${row} as row from ${name} t where exists (select from unnest($1::text[]) n where strpos(${row}, n) > 0)`,
      [forms]
    )
    traces.push(...rows.map((found) => ({ table: name, row: found.row })))
  }
  return traces
}

const restOf = async (db: Db): Promise<string[]> =>
  (await tracesOf(db, [idsOf(stays)])).map(({ table, row }) => `${table} ${row}`).sort()

const mentions = [
  `insert into registration_invitations (id, token_hash, email, plan_code, created_by, expires_at)
   select 'inv_' || repeat('0', 32), 'a', u.email, 'trial', null, now() from users u where u.id like '%${idsOf(gone)}%'`,
  `insert into registration_invitations (id, token_hash, plan_code, created_by, expires_at)
   select 'inv_' || repeat('1', 32), 'b', 'trial', u.id, now() from users u where u.id like '%${idsOf(gone)}%'`,
  `update audit_log set target_id = (select id from users where id like '%${idsOf(gone)}%') where tenant_id like '%${idsOf(stays)}%'`,
  `select put_delivery_jobs(array(select id::text from webhook_deliveries))`,
  `select put_drain_jobs(array(select id::text from webhooks), array(select now() from webhooks))`,
  `select put_media_job('process_media', id) from media`,
  `update graphile_worker._private_jobs set attempts = max_attempts where payload::text like '%${idsOf(gone)}%'`,
  // One number is linked and cannot be reached.
  `update sessions set linked_at = now(), status = 'connected' where id like '%${idsOf(gone)}0001'`
]

/**
 * Fills two tenants with a row in every table, erases one of them, and looks for it in every column of every table and among
 * the files. `more` is done before it is erased; what is left is returned.
 */
export const eraseAndLook = async (
  t: TestContext,
  { admin, system_url }: { admin: Db; system_url: string },
  seeds: Seeds
): Promise<{ table: string; row: string }[]> => {
  const unfilled = await admin.query<{ name: string }>(
    `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and (a.attname = 'tenant_id' or a.atttypid = 'id'::regtype or a.attname like '%\\_id')
       and c.relname <> all ($1) order by 1`,
    [Object.keys(seeds)]
  )
  assert.deepEqual(
    unfilled.map((table) => table.name),
    by_hand,
    'tables with ids that nothing is put into'
  )
  assert.ok((await mark(admin, seeds)) > 100, 'the marker stands in most columns')
  for (const statement of mentions) await admin.query(statement)
  await admin.query(
    `update instances set status = 'stopped', stopped_at = now() where id like '%${idsOf(gone)}%'`
  )

  const folder = await mkdtemp(join(tmpdir(), 'gateway-erasure-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const store = createDiskMedia({ folder, free_bytes_min: 0 })
  for (const tenant of [gone, stays])
    for (const content of ['known to a row', 'known to none'])
      await store.put(`ten${idsOf(tenant)}0001`, Readable.from([Buffer.from(content)]), {
        bytes_max: 100
      })

  const tenant_id = `ten${idsOf(gone)}0001`
  const before = await restOf(admin)
  assert.ok(before.length > Object.keys(seeds).length)
  assert.ok((await tracesOf(admin, [marker])).length >= 40)
  await admin.query("select begin_erasure('ers_' || repeat('0', 32), $1, 'user', null)", [
    tenant_id
  ])
  await admin.query('update erasures set log_out_until = now()')
  const db = openDb({ url: system_url, connections_max: 2, application_name: 'test' })
  t.after(() => db.close())
  const log = createLog({ level: process.env['TEST_LOG'] ?? 'silent', role: 'delivery' })
  const media = { store } as MediaDeps
  await eraseAccounts({ db, log, media }, new AbortController().signal)

  const [line] = await admin.query(
    'select linked, not_logged_out, finished_at is not null as is_finished from erasures'
  )
  assert.deepEqual(line, { linked: 1, not_logged_out: 1, is_finished: true })
  assert.deepEqual(await readdir(folder), ['.unfinished', `ten${idsOf(stays)}0001`])
  const after = await restOf(admin)
  const is_audit = (row: string): boolean => row.startsWith('audit_log ')
  assert.deepEqual(
    after.filter((row) => !is_audit(row)),
    before.filter((row) => !is_audit(row)),
    'the rows of another tenant are as they were'
  )
  return tracesOf(admin, [idsOf(gone), marker])
}
