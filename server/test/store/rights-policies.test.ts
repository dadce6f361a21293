import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { sha256 } from '../../src/lib/crypto.ts'
import { openDb, type Tx } from '../../src/lib/db.ts'
import { admin_role } from '../../src/main/embedded/postgres-owner.ts'
import { testDatabase, type Urls } from '../../testkit/database.ts'
import { eraseAndLook } from '../../testkit/erasure-proof.ts'
import { noteTestData } from '../../testkit/event-fit.ts'
import { outreachSeeds } from '../../testkit/outreach-seeds.ts'
import { rightsOf } from '../../testkit/rights.ts'
import { accountSeeds } from './account-seeds.ts'
import { billingSeeds } from './billing-seeds.ts'
import { webhookSeeds } from './webhook-seeds.ts'

noteTestData({})

const id = (prefix: string, tenant: number, nth: number): string =>
  `${prefix}_${'0'.repeat(24)}${String(tenant).padStart(4, '0')}${String(nth).padStart(4, '0')}`
const token = (tenant: number): string => `token-of-${tenant}`

/** A row of each table that belongs to a tenant: the nth of this tenant. Those that others refer to come first. */
const seeds: Record<string, (tenant: number, nth: number) => string> = {
  tenants: (t) => `insert into tenants (id, name) values ('${id('ten', t, 1)}', 'T')`,
  users: (t, n) =>
    `insert into users (id, tenant_id, email, name, password_hash) values ('${id('usr', t, n)}', '${id('ten', t, 1)}', '${t}-${n}@example.com', 'U', 'h')`,
  memberships: (t, n) =>
    `insert into memberships (id, tenant_id, user_id, role) values ('${id('mem', t, n)}', '${id('ten', t, 1)}', '${id('usr', t, n)}', 'viewer')
     on conflict (user_id, tenant_id) do nothing`,
  subscriptions: (t, n) =>
    `insert into subscriptions (id, tenant_id, plan_id, status, current_period_start, current_period_end)
     select '${id('sub', t, n)}', '${id('ten', t, 1)}', id, 'canceled', now(), now() from subscription_plans limit 1`,
  ...billingSeeds(id),
  api_keys: (t, n) =>
    `insert into api_keys (id, tenant_id, user_id, name, prefix, key_hash, scopes) values ('${id('key', t, n)}', '${id('ten', t, 1)}', '${id('usr', t, 1)}', 'k', 'p', '${t}-${n}', '{}')`,
  refresh_tokens: (t, n) =>
    `insert into refresh_tokens (id, tenant_id, user_id, family_id, token_hash, expires_at) values ('${id('rft', t, n)}', '${id('ten', t, 1)}', '${id('usr', t, 1)}', '${id('fam', t, n)}', '${t}-${n}', now())`,
  audit_log: (t, n) =>
    `insert into audit_log (id, tenant_id, action) values ('${id('aud', t, n)}', '${id('ten', t, 1)}', 'a')`,
  usage_stats: (t, n) =>
    `insert into usage_stats (tenant_id, metric, period_start, shard) values ('${id('ten', t, 1)}', 'm', '2026-01-01', ${n})`,
  ...accountSeeds(id),
  brandings: (t) =>
    `insert into brandings (tenant_id, color) values ('${id('ten', t, 1)}', '#0b7a5b')`,
  api_key_requests: (t, n) =>
    `insert into api_key_requests (id, tenant_id, api_key_id, at, method, route, status, ms, request_id) values ('${id('krq', t, n)}', '${id('ten', t, 1)}', '${id('key', t, 1)}', now(), 'GET', '/', 200, 1, 'r')`,
  message_stats: (t, n) =>
    `insert into message_stats values ('${id('ten', t, 1)}', '${id('ses', t, 1)}', '2026-01-0${n}', 'inbound', 'text', '', 1, 0, 0, 0, 0, 0)`,
  quota_notices: (t, n) =>
    `insert into quota_notices (tenant_id, metric, period_start, percent) values ('${id('ten', t, 1)}', 'messages', '2026-01-0${n}', 80)`,
  idempotency_keys: (t, n) =>
    `insert into idempotency_keys (tenant_id, key, fingerprint) values ('${id('ten', t, 1)}', '${n}', 'f')`,
  instances: (t, n) =>
    `insert into instances (id, tenant_id, mode, driver, host, port, status, token_hash, sessions_max)
     values ('${id('ins', t, n)}', '${id('ten', t, 1)}', 'tenant', 'process', 'host-${t}-${n}', 4000, 'running', '\\x${sha256(n === 1 ? token(t) : `${t}-${n}`).toString('hex')}', 5)`,
  instance_logs: (t, n) =>
    `insert into instance_logs (instance_id, tenant_id, lines) values ('${id('ins', t, n)}', '${id('ten', t, 1)}', 'x')`,
  sessions: (t, n) =>
    `insert into sessions (id, tenant_id, session_name) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', '${n}')`,
  link_tokens: (t, n) =>
    `insert into link_tokens (session_id, tenant_id, user_id, token_hash, expires_at) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', '${id('usr', t, 1)}', '${t}-${n}', now())`,
  session_leases: (t, n) =>
    `insert into session_leases (session_id, tenant_id, instance_id, expires_at) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', '${id('ins', t, 1)}', now())`,
  session_keys: (t, n) =>
    `insert into session_keys (session_id, tenant_id, sealed_key) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', 's')`,
  session_credentials: (t, n) =>
    `insert into session_credentials (session_id, tenant_id, sealed, epoch) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', 's', 1)`,
  signal_keys: (t, n) =>
    `insert into signal_keys (session_id, tenant_id, kind, key_id, sealed) values ('${id('ses', t, 1)}', '${id('ten', t, 1)}', 'k', '${n}', 's')`,
  messages: (t, n) =>
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
     values ('${id('msg', t, n)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', 'outbound', 'queued', '${n}', 'c', 'text', '{}')`,
  message_words: (t, n) =>
    `insert into message_words (message_id, tenant_id, words) values ('${id('msg', t, n)}', '${id('ten', t, 1)}', 'word')`,
  message_words_due: (t, n) =>
    `insert into message_words_due (message_id, tenant_id) values ('${id('msg', t, n)}', '${id('ten', t, 1)}')`,
  chats: (t, n) =>
    `insert into chats (session_id, tenant_id, chat_id, last_message_id) values ('${id('ses', t, 1)}', '${id('ten', t, 1)}', '${n}', '${id('msg', t, n)}')`,
  chat_settings: (t, n) =>
    `insert into chat_settings (session_id, tenant_id, chat_id) values ('${id('ses', t, 1)}', '${id('ten', t, 1)}', '${n}')`,
  labels: (t, n) =>
    `insert into labels (session_id, label_id, tenant_id, name) values ('${id('ses', t, 1)}', '${n}', '${id('ten', t, 1)}', 'x')`,
  label_marks: (t, n) =>
    `insert into label_marks (session_id, label_id, chat_id, tenant_id) values ('${id('ses', t, 1)}', '${n}', 'x', '${id('ten', t, 1)}')`,
  account_exports: (t, n) =>
    `insert into account_exports (id, tenant_id, user_id, language, status) values ('${id('exp', t, n)}', '${id('ten', t, 1)}', '${id('usr', t, 1)}', 'en', 'failed')`,
  media_storage: (t) =>
    `insert into media_storage (tenant_id, bytes, files) values ('${id('ten', t, 1)}', 0, 0)`,
  media_files: (t, n) =>
    `insert into media_files (tenant_id, sha256, bytes) values ('${id('ten', t, 1)}', '${sha256(`file ${n}`).toString('hex')}', 1)`,
  media: (t, n) =>
    `insert into media (id, tenant_id, session_id, message_id, source, status) values ('${id('med', t, n)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', '${id('msg', t, n)}', 'received', 'fetching')`,
  media_uploads: (t, n) =>
    `insert into media_uploads (session_id, tenant_id, sha256, purpose, sealed) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', '${sha256('file').toString('hex')}', 'image', 's')`,
  media_renditions: (t, n) =>
    `insert into media_renditions (media_id, purpose, tenant_id, status) values ('${id('med', t, n)}', 'voice', '${id('ten', t, 1)}', 'processing')`,
  contacts: (t, n) =>
    `insert into contacts (id, session_id, tenant_id, lid) values ('${id('con', t, n)}', '${id('ses', t, 1)}', '${id('ten', t, 1)}', '${n}')`,
  outbound: (t, n) =>
    `insert into outbound (message_id, session_id, tenant_id, chat_id) values ('${id('msg', t, n)}', '${id('ses', t, 1)}', '${id('ten', t, 1)}', 'c')`,
  events: (t, n) =>
    `insert into events (id, tenant_id, session_id, type, data) values ('${id('evt', t, n)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', 'x', '{}')`,
  ...webhookSeeds(id),
  paces: (t, n) =>
    `insert into paces (session_id, tenant_id, chat_id, last_at) values ('${id('ses', t, 1)}', '${id('ten', t, 1)}', '${n}', now())`,
  lids: (t, n) =>
    `insert into lids (session_id, tenant_id, lid, jid) values ('${id('ses', t, 1)}', '${id('ten', t, 1)}', '${n}', 'j')`,
  refused_facts: (t, n) =>
    `insert into refused_facts (id, tenant_id, session_id, type, reason, fact) values ('${id('ref', t, n)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', 't', 'r', 'f')`,
  message_reactions: (t, n) =>
    `insert into message_reactions (message_id, tenant_id, session_id, reactor_id, emoji, reacted_at) values ('${id('msg', t, 1)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', '${n}', '', now())`,
  message_receipts: (t, n) =>
    `insert into message_receipts (message_id, tenant_id, session_id, person_id, delivered_at) values ('${id('msg', t, 1)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', '${n}', now())`,
  early_receipts: (t, n) =>
    `insert into early_receipts (session_id, tenant_id, whatsapp_id, person_id, delivered_at) values ('${id('ses', t, 1)}', '${id('ten', t, 1)}', '${n}', 'p', now())`,
  message_answers: (t, n) =>
    `insert into message_answers (message_id, tenant_id, session_id, answerer_id, answer, answered_at) values ('${id('msg', t, 1)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', '${n}', '{}', now())`,
  ...outreachSeeds(id),
  raw_messages: (t, n) =>
    `insert into raw_messages (message_id, tenant_id, session_id, sealed, tried) values ('${id('msg', t, n)}', '${id('ten', t, 1)}', '${id('ses', t, 1)}', 's', '')`,
  session_suspects: (t, n) =>
    `insert into session_suspects (session_id, tenant_id, deaths, words) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', 1, 'words')`,
  ended_queues: (t, n) =>
    `insert into ended_queues (session_id, tenant_id, upto_seq, error) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', 1, '{}')`,
  session_spans: (t, n) =>
    `insert into session_spans (tenant_id, session_id, state, began_at) values ('${id('ten', t, 1)}', '${id('ses', t, n)}', 'up', now())`,
  session_proxies: (t, n) =>
    `insert into session_proxies (session_id, tenant_id, handed_in) values ('${id('ses', t, n)}', '${id('ten', t, 1)}', 'p')`,
  worker_logins: (t, n) => `insert into worker_logins (instance_id) values ('${id('ins', t, n)}')`
}

/** What names the tenant of a row, as a number. */
const tenant_of = (table: string): string => {
  const name =
    {
      tenants: 'id',
      instances: 'id',
      webhook_backlog: 'delivery_id',
      worker_logins: 'instance_id'
    }[table] ?? 'tenant_id'
  return `substr(${name}, 29, 4)::int`
}

type Role = 'wa_tenant' | 'wa_worker' | 'wa_system'
const actors: Role[] = ['wa_tenant', 'wa_worker', 'wa_system']

/** Everything about a role and a table that is not as it should be: rows of others seen or written, own ones not. */
const faultsOf = async (tx: Tx, role: Role, table: string): Promise<string[]> => {
  const faults: string[] = []
  const may = async (verb: string): Promise<boolean> => {
    const [row] = await tx.query<{ may: boolean }>(
      'select has_table_privilege($1, $2, $3) as may',
      [role, table, verb]
    )
    return row?.may === true
  }
  const [selects, inserts] = [await may('select'), await may('insert')]
  await tx.query('savepoint before')
  await tx.query(`set local session authorization ${role}`)
  await tx.query(
    `select set_config('app.tenant_id', '${id('ten', 1, 1)}', true), set_config('app.worker_token', '${token(1)}', true)`
  )
  if (selects) {
    const rows = await tx.query<{ tenant: number }>(
      `select distinct ${tenant_of(table)} as tenant from ${table} order by 1`
    )
    const seen = rows.map((row) => row.tenant).join()
    if (seen !== (role === 'wa_system' ? '1,2' : '1'))
      faults.push(`${role} sees ${seen} in ${table}`)
  }
  for (const tenant of inserts ? [1, 2] : []) {
    await tx.query('savepoint writing')
    const refused = await tx.query(seeds[table]?.(tenant, 2) ?? 'select').then(
      () => false,
      (error: { code?: string }) => {
        // What is wrong with the row itself is found after the rights.
        if (error.code !== '42501') return false
        return true
      }
    )
    await tx.query('rollback to writing')
    const should = tenant === 2 && role !== 'wa_system'
    if (refused !== should)
      faults.push(`${role} ${refused ? 'cannot' : 'can'} write of tenant ${tenant} in ${table}`)
  }
  await tx.query('rollback to before')
  return faults
}

const seeded = async (t: { after(end: () => unknown): void }, given?: Urls) => {
  const urls = given ?? (await testDatabase(t))
  const admin = openDb({
    url: urls.owner.replace('wa_owner@', `${admin_role}@`),
    connections_max: 1,
    application_name: 'test'
  })
  t.after(() => admin.close())
  for (const seed of Object.values(seeds))
    for (const tenant of [1, 2]) await admin.query(seed(tenant, 1))
  // What a second row of a tenant refers to.
  for (const table of ['sessions', 'session_leases', 'messages', 'events', 'webhook_deliveries'])
    for (const tenant of [1, 2]) await admin.query(seeds[table]?.(tenant, 2) ?? '')
  return admin
}

test('every policy is needed and seen: without it, opened to all or switched off, some row is reached that is not, or not reached that is', async (t) => {
  const admin = await seeded(t)
  const tables = await admin.query<{ name: string; guarded: boolean }>(
    `select relname as name, relrowsecurity as guarded from pg_class c
     where relnamespace = 'public'::regnamespace and relkind = 'r'
       and (relrowsecurity or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))
     order by 1`
  )
  const of_nobody = ['subscription_plans']
  for (const { name, guarded } of tables) {
    const known = of_nobody.includes(name) || (guarded && seeds[name] !== undefined)
    assert.ok(known, `${name} needs row level security and a row among the seeds above`)
  }
  const whole = Object.keys(seeds)
  await admin.transaction(async (tx) => {
    for (const table of whole)
      for (const role of actors) assert.deepEqual(await faultsOf(tx, role, table), [])
    await tx.query('rollback')
    await tx.query('begin')
  })

  const policies = await admin.query<{
    table: string
    name: string
    roles: Role[]
    cmd: string
    restrictive: boolean
    has_check: boolean
  }>(
    `select tablename as table, policyname as name, roles::text[] as roles, cmd, permissive = 'RESTRICTIVE' as restrictive, with_check is not null as has_check
     from pg_policies where schemaname = 'public' order by 1, 2`
  )
  const unseen: string[] = []
  for (const { table, name, roles, cmd, restrictive, has_check } of policies) {
    if (!seeds[table]) continue
    const opened = [
      cmd === 'INSERT' ? '' : 'using (true)',
      has_check || cmd === 'INSERT' ? 'with check (true)' : ''
    ].join(' ')
    const changes = [
      `drop policy ${name} on ${table}`,
      `alter table ${table} disable row level security`,
      `alter policy ${name} on ${table} ${opened}`
    ]
    for (const change of changes) {
      // All rows are what the system role is meant to reach; a restriction is tried with what only it refuses, elsewhere.
      if (restrictive || (roles.includes('wa_system') && !change.startsWith('drop'))) continue
      const faults = await admin.transaction(async (tx) => {
        await tx.query('savepoint change')
        await tx.query(change)
        const found: string[] = []
        for (const role of roles) found.push(...(await faultsOf(tx, role, table)))
        await tx.query('rollback to change')
        return found
      })
      if (faults.length === 0) unseen.push(change)
    }
  }
  assert.deepEqual(unseen, [])
})

test('what each role may do is what the written table says', async (t) => {
  const admin = await seeded(t)
  const written = await readFile(new URL('../../rights.txt', import.meta.url), 'utf8')
  assert.equal(await rightsOf(admin), written.replace(/^#.*\n\n/, ''))
})

test('an account that is erased leaves nothing in any column of any table nor a file, and all of another is there', async (t) => {
  const urls = await testDatabase(t)
  const admin = await seeded(t, urls)
  const bed = { admin, system_url: urls.system }
  assert.deepEqual(await eraseAndLook(t, bed, seeds), [])
})

test('what the erasure of an account does not reach is found', async (t) => {
  const urls = await testDatabase(t)
  const admin = await seeded(t, urls)
  await admin.query('create table forgotten (tenant_id id not null, note text)')
  for (const tenant of [1, 2])
    await admin.query('insert into forgotten (tenant_id) values ($1)', [id('ten', tenant, 1)])
  const more = { ...seeds, forgotten: () => 'select' }
  const left = await eraseAndLook(t, { admin, system_url: urls.system }, more)
  assert.deepEqual(
    left.map((one) => one.table),
    ['forgotten']
  )
})
