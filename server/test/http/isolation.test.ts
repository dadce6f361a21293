import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Scope, scopes } from '../../src/domain/tenant.ts'
import type { Route } from '../../src/http/route.ts'
import type { Db } from '../../src/lib/db.ts'
import {
  type Answer,
  type Caller,
  type Harness,
  harness,
  type SeededTenant
} from '../../testkit/app.ts'
import type { Call } from '../../testkit/call.ts'
import { all_routes, calls, ends_logins, nameOf, unsafe_routes } from '../../testkit/calls.ts'
import { recordingWorkers } from '../../testkit/resources.ts'
import { type Tried, withoutGuards } from '../../testkit/without-guards.ts'
import { parts_of_scopes } from './account-routes.ts'
import { filled } from './provoked-answers.ts'
import { idsFor } from './provoked-ids.ts'

const guarded = all_routes.filter((route) => !route.public)
const reading = guarded.filter(
  (route) => route.method === 'GET' && !/\/stream$|:id\/events$/.test(route.url)
)

/** A call of each route, as good as it can be for whom it belongs to. */
type Prepared = { route: Route; url: string; body: Call['body']; owner: SeededTenant }

const send = (caller: Caller, { route, url, body }: Prepared): Promise<Answer> => {
  if (route.method === 'GET') return caller.get(url)
  if (route.method === 'DELETE') return caller.delete(url, {}, body)
  return caller[route.method.toLowerCase() as 'post'](url, body ?? {})
}

const startBed = async (t: TestContext, wrap: (db: Db) => Db = (db) => db) => {
  const { workers } = recordingWorkers()
  const app = await harness(t, {
    routes: all_routes,
    deps: ({ db }) => ({ workers, db: wrap(db) })
  })
  const owner = await app.seed.tenant({ plan: 'unlimited' })
  const idsOf = await idsFor(app, owner)
  const prepared: Prepared[] = reading.map((route) => ({
    route,
    url: idsOf(route),
    body: undefined,
    owner
  }))
  for (const route of unsafe_routes.filter((one) => one.scope !== 'admin')) {
    // Each has a tenant of its own: two of them may want the same name.
    const tenant = await app.seed.tenant({ plan: 'unlimited' })
    const call = (await calls[nameOf(route)]?.({ app, tenant, person: app.as(tenant) })) ?? {}
    prepared.push({ route, url: filled(route, call), body: call.body, owner: tenant })
  }
  return { app, owners: [...new Set(prepared.map((one) => one.owner))], prepared }
}

/** Everything of these tenants that has an id. */
const idsOfTenants = async (app: Harness, tenant_ids: string[]): Promise<string[]> => {
  const tables = await app.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`
  )
  const ids = [...tenant_ids]
  for (const { name } of tables) {
    const rows = await app.owner.query<{ id: string }>(
      `select id from ${name} where tenant_id = any ($1)`,
      [tenant_ids]
    )
    ids.push(...rows.map(({ id }) => id))
  }
  return ids
}

/** All rows of these tenants. */
const rowsOfTenants = async (
  app: Harness,
  tenant_ids: string[]
): Promise<Record<string, string>> => {
  const tables = await app.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await app.owner.query<{ all: string }>(
      `select coalesce(string_agg(t::text, ' ' order by t::text), '') as all from ${name} t where tenant_id = any ($1)`,
      [tenant_ids]
    )
    found[name] = row?.all ?? ''
  }
  return found
}

const opensWith = (scope: Scope, wanted: Scope | undefined): boolean =>
  scope === wanted || (parts_of_scopes[scope] ?? []).some((part) => part === wanted)

const of_own_accounts = ['GET /api/v1/auth/tenants', 'POST /api/v1/auth/switch-tenant']

const is_foreign = (prepared: Prepared): boolean =>
  prepared.url !== prepared.route.url || /_(id|ids)"/.test(JSON.stringify(prepared.body ?? {}))

test('no operation shows or changes anything of another tenant, whatever ids it is given, whatever the key, and when no plan is left', async (t) => {
  const { app, owners, prepared } = await startBed(t)
  const tenant_ids = owners.map((one) => one.tenant_id)
  const ids = await idsOfTenants(app, tenant_ids)
  const member = await app.seed.tenant({ plan: 'unlimited' })
  // Of a user who is in all of these teams, and whose login acts at home.
  await app.owner.query(
    `insert into memberships (id, tenant_id, user_id, role) select new_id('mem'), id, $1, 'owner' from tenants where id = any ($2)`,
    [member.user_id, tenant_ids]
  )
  const before = await rowsOfTenants(app, tenant_ids)
  const leaks: string[] = []
  const counts = { foreign_ids: 0, without_scope: 0, without_plan: 0, unknown: 0 }
  const look = (what: string, { route, url, body }: Prepared, answer: Answer): void => {
    const asked = `${url} ${JSON.stringify(body ?? {})}`
    const shown = ids.filter((id) => !asked.includes(id) && answer.body.includes(id))
    if (shown.length > 0 || owners.some(({ email }) => answer.body.includes(email)))
      leaks.push(`${nameOf(route)} ${what}: ${answer.body.slice(0, 200)}`)
    assert.ok(answer.statusCode < 500, `${nameOf(route)} ${what}: ${answer.body}`)
  }

  const stranger = await app.seed.tenant({ plan: 'unlimited' })
  const tried = prepared.filter((one) => !ends_logins.includes(nameOf(one.route)))
  for (const caller of [stranger, member])
    for (const one of tried) {
      // A user is shown which accounts they are in, and may go to one.
      if (caller === member && of_own_accounts.includes(nameOf(one.route))) continue
      const answer = await send(app.as(caller), one)
      look('of a stranger', one, answer)
      counts.foreign_ids++
      const expected = one.route.scope === 'admin' ? [403] : [404, 422]
      const wrong = is_foreign(one) && !expected.includes(answer.statusCode)
      // Plans are everybody's; of many messages each has an answer of its own.
      const is_none = /\/messages\/bulk$/.test(one.url) && answer.json().accepted === 0
      if (
        wrong &&
        !is_none &&
        !/\/plans\/:id|\/subscription(\/checkout|\/preview)?$/.test(one.route.url)
      )
        leaks.push(
          `${nameOf(one.route)} answers ${answer.statusCode} to a stranger: ${answer.body}`
        )
    }
  for (const one of prepared.filter(({ route }) => route.scope !== undefined)) {
    const others = scopes.filter((scope) => !opensWith(scope, one.route.scope))
    const answer = await send(await app.withKey(others, one.owner), one)
    counts.without_scope++
    const { code } = answer.json()
    if (code !== 'scope_missing' && code !== 'login_required')
      leaks.push(`${nameOf(one.route)} without its scope: ${answer.body}`)
    const nobody = await send(app.anonymous, one)
    counts.unknown++
    if (nobody.statusCode !== 401) leaks.push(`${nameOf(one.route)} of nobody: ${nobody.body}`)
  }
  const after = await rowsOfTenants(app, tenant_ids)
  for (const volatile of ['api_keys', 'api_key_requests', 'idempotency_keys']) {
    delete before[volatile]
    delete after[volatile]
  }
  assert.deepEqual(after, before, 'nothing of the owners has changed')

  const poor = await app.seed.tenant()
  await app.owner.query("update subscriptions set status = 'past_due' where tenant_id = $1", [
    poor.tenant_id
  ])
  for (const one of tried) {
    look('of who has not paid', one, await send(app.as(poor), one))
    counts.without_plan++
  }
  assert.deepEqual(leaks, [])
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
  t.diagnostic(`${total} calls of ${guarded.length} operations, 0 leaks: ${JSON.stringify(counts)}`)
})

test('each condition on the tenant left out in turn, row level security gives the same rows', async (t) => {
  const tried: Tried = { variants: new Set(), told_apart: new Set(), failed: new Map() }
  const { app, prepared } = await startBed(t, (db) => withoutGuards(db, tried))
  const { owner: rows } = app
  const stranger = app.as(await app.seed.tenant({ plan: 'unlimited' }))
  for (const one of prepared)
    if (!ends_logins.includes(nameOf(one.route))) await send(stranger, one)
  assert.deepEqual([...tried.told_apart], [])
  assert.deepEqual(Object.fromEntries(tried.failed), {})
  assert.ok(tried.variants.size >= 40, String(tried.variants.size))
  t.diagnostic(`${tried.variants.size} conditions left out, each in its turn: no row more`)

  // That a row more would be seen: without row level security there is one.
  await rows.query('alter table sessions disable row level security')
  assert.equal((await stranger.get('/api/v1/sessions')).statusCode, 200)
  assert.ok(tried.told_apart.size > 0)
})
