import assert from 'node:assert/strict'
import { newId } from '../../src/domain/ids.ts'
import { buildServer } from '../../src/http/build-server.ts'
import type { Route } from '../../src/http/route.ts'
import { canonicalJson } from '../../src/lib/canonical-json.ts'
import { sha256 } from '../../src/lib/crypto.ts'
import { DatabaseUnavailable } from '../../src/lib/database-unavailable.ts'
import type { Answer, Harness, SeededTenant } from '../../testkit/app.ts'
import { all_routes, type Call, calls, nameOf, seedCaller, sendCall } from '../../testkit/calls.ts'
import { seedInstance } from '../../testkit/resources.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { elsewhere } from './answered-elsewhere.ts'
import { provokeAccounts } from './provoked-accounts.ts'
import { idsFor } from './provoked-ids.ts'
import { public_calls, public_seeds } from './public-calls.ts'

export type Seen = Map<string, Answer[]>

export const note = (seen: Seen, route: Route, answer: Answer): void => {
  const name = `${nameOf(route)} ${answer.statusCode}`
  seen.set(name, [...(seen.get(name) ?? []), answer])
}

export const filled = (route: Route, call: Call): string =>
  route.url.replace(/:(\w+)/g, (_, name: string) => call.path?.[name] ?? '')

/** Calls each route so that it gives every answer that its kind may give. */
export const provokeKind = async (app: Harness, seen: Seen): Promise<void> => {
  const json = { 'content-type': 'application/json' }
  const reader = await app.seed.tenant({ plan: 'unlimited', role: 'admin' })
  const idsOf = await idsFor(app, reader)
  const nothing = await app.withKey([])
  for (const route of all_routes) {
    const name = nameOf(route)
    const tenant = route.method === 'GET' ? reader : await seedCaller(app, route)
    const person = app.as(tenant)
    const writes = route.method !== 'GET'
    const call: Call = writes
      ? ((await calls[name]?.({ app, tenant, person })) ?? {
          ...(await public_seeds[name]?.({ app, tenant, person })),
          body: public_calls[name]?.(tenant) ?? {}
        })
      : {}
    const url = writes ? filled(route, call) : idsOf(route)
    const ask = (
      options: {
        as?: SeededTenant | null
        headers?: Record<string, string>
        body?: unknown
        path?: string
      } = {}
    ) => {
      const as = options.as === undefined ? tenant : options.as
      const body = 'body' in options ? options.body : call.body
      return app.server.inject({
        method: route.method,
        url: options.path ?? url,
        headers: {
          ...(as && !route.public && { authorization: `Bearer ${as.access_token}` }),
          ...(body !== undefined && json),
          ...options.headers
        },
        ...(body !== undefined && { payload: body as object })
      })
    }
    const add = async (answer: Promise<Answer>) => note(seen, route, await answer)
    if (route.method === 'GET' && /stream$|:id\/events$/.test(route.url)) {
      await add(ask({ path: `${url}?types=nonsense` }))
    } else if (route.method === 'GET' && route.schema.querystring) {
      await add(ask({ path: `${url}?nonsense=1` }))
    }
    if (route.url.includes(':')) {
      await add(ask({ path: route.url.replace(/:\w+/g, 'nothing') }))
    }
    if (!route.public) await add(ask({ as: null }))
    if (route.scope) {
      const key = nothing
      const send = { GET: key.get, DELETE: key.delete } as Record<string, typeof key.get>
      const refuse =
        send[route.method] ??
        ((path: string) => key[route.method.toLowerCase() as 'post'](path, {}))
      await add(refuse(url))
    }
    if (writes) {
      await add(ask({ body: '{"a":' }))
      await add(ask({ body: 'a', headers: { 'content-type': 'text/csv' } }))
      await add(ask({ body: '{}', headers: { 'content-length': '99999999' } }))
      await add(ask({ body: `{"a":${'['.repeat(40)}` }))
    }
    if (writes && !route.public) {
      const body = route.schema.body?.parse(call.body)
      const own = route.at_home ? `\n${tenant.user_id}` : ''
      const fingerprint = sha256(`${route.method} ${url}\n${canonicalJson(body)}${own}`)
      await app.owner.query(
        'insert into idempotency_keys (tenant_id, key, fingerprint) values ($1, $2, $3)',
        [tenant.tenant_id, 'running', fingerprint]
      )
      const running = { 'idempotency-key': 'running' }
      await add(sendCall(person, route, call, running))
    }
    if (writes && route.schema.body) await add(ask({ body: { nonsense: 1 } }))
    if (!elsewhere[`${name} 200`]) await add(ask({}))
  }
}

/** A server that lets no large body in, one without a database, and limits that are used up. */
export const provokeTrouble = async (app: Harness, seen: Seen): Promise<void> => {
  const options = { title: 'Test', description: 'Test' }
  const tenant = await app.seed.tenant({ role: 'admin' })
  const bearer = { authorization: `Bearer ${tenant.access_token}` }
  const narrow = await buildServer(app.deps, all_routes, {
    ...options,
    body_budget: { process_bytes: 1, caller_bytes: 1 }
  })
  const away = () => Promise.reject(new DatabaseUnavailable(new Error('away')))
  const ofTenant = () => ({ query: away })
  const db = { ...app.deps.db, query: away, withTenant: away, transaction: away, ofTenant }
  const credentials = { ...app.deps.credentials, login: away }
  const alone = await buildServer({ ...app.deps, db, credentials }, all_routes, options)
  const limit = async () => ({ limit: 1, remaining: 0, reset_s: 7 })
  const used_up = async () => ({ ...(await limit()), within: false })
  const request_limits = {
    ...app.deps.request_limits,
    ofTenant: used_up,
    ofAddress: used_up,
    beforeCredential: async () => null
  }
  const full = await buildServer({ ...app.deps, request_limits }, all_routes, options)
  for (const route of all_routes) {
    const name = nameOf(route)
    const url = route.url.replace(/:(\w+)/g, () => idOf(route.url))
    const { method } = route
    if (method !== 'GET' && !route.public) {
      const headers = { ...bearer, 'content-type': 'application/json', 'content-length': '100000' }
      note(seen, route, await narrow.inject({ method, url, headers, payload: '{}' }))
    }
    const payload = public_calls[name]?.(tenant)
    const given = { method, url, headers: bearer, ...(payload && { payload }) }
    if (!/^\/health/.test(url)) note(seen, route, await alone.inject(given))
    const headers = route.public ? {} : bearer
    const one_too_many = await full.inject({ method, url, headers, ...(payload && { payload }) })
    if (!/^\/health/.test(url)) note(seen, route, one_too_many)
  }
  await Promise.all([narrow.close(), alone.close(), full.close()])
}

const idOf = (url: string): string => {
  const kinds = {
    plans: 'plan',
    'api-keys': 'api_key',
    instances: 'instance',
    messages: 'message'
  } as const
  const noun = /\/([a-z-]+)\/:/.exec(url)?.[1] ?? ''
  if (noun === 'in') return `win_${'x'.repeat(43)}`
  const kind = Object.hasOwn(kinds, noun) ? kinds[noun as keyof typeof kinds] : 'session'
  return newId(kind)
}

/** What only one route answers, or only some. */
export const provokeSpecial = async (app: Harness, seen: Seen): Promise<void> => {
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const person = app.as(tenant)
  const routes = new Map(all_routes.map((route) => [nameOf(route), route]))
  const add = async (name: string, answer: Promise<Answer>) => {
    const route = routes.get(name)
    assert.ok(route, name)
    note(seen, route, await answer)
  }
  const missing = newId('session')
  await add('POST /api/v1/instances', person.post('/api/v1/instances', { session_id: missing }))
  await add('POST /session/validate', person.post('/session/validate', { session_id: missing }))
  const webhook = { url: 'https://example.com/x', session_id: missing }
  await add('POST /api/v1/webhooks', person.post('/api/v1/webhooks', webhook))
  const alarms = { name: 'x', to: '+201001234567', session_id: missing }
  await add('POST /api/v1/incoming-webhooks', person.post('/api/v1/incoming-webhooks', alarms))
  const bound = { name: 'x', scopes: ['sessions:read'], session_ids: [missing] }
  await add('POST /api/v1/api-keys', person.post('/api/v1/api-keys', bound))
  const text = { session_id: missing, to: '+201001234567', type: 'text', text: { body: 'x' } }
  await add('POST /api/v1/messages', person.post('/api/v1/messages', text))

  const created = await seedSession(app, tenant)
  const sessions = '/api/v1/sessions/:id'
  for (const name of [
    `GET ${sessions}/qr`,
    'GET /session/:id/qr',
    'GET /session/:id/qr.png',
    'GET /session/:id/qr.svg',
    `GET ${sessions}/passkey`,
    `GET ${sessions}/passkey/code`,
    'GET /session/:id/passkey',
    'GET /session/:id/passkey/code'
  ]) {
    const url = name.slice(4).replace(':id', created)
    await add(name, person.get(url))
    if (name.endsWith('/qr')) await add(name, person.get(url, { accept: 'text/csv' }))
  }
  const stopped = await seedInstance(app, tenant, 'stopped')
  const stats = `/api/v1/instances/${stopped}/stats`
  await add('GET /api/v1/instances/:id/stats', person.get(stats))
  const logs = `instances/${stopped}/logs`
  await add('GET /api/v1/instances/:id/logs', person.get(`/api/v1/${logs}`))
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  await add('GET /api/v1/admin/instances/:id/logs', boss.get(`/api/v1/admin/${logs}`))
  const visit = { reason: 'They asked for help.', code: '123456' }
  const visited = `/api/v1/admin/users/${tenant.user_id}/impersonate`
  await add('POST /api/v1/admin/users/:id/impersonate', boss.post(visited, visit))

  const auth = '/api/v1/auth'
  const other = await app.seed.tenant()
  const login = { email: other.email, password: 'wrong' }
  await add(`POST ${auth}/login`, app.anonymous.post(`${auth}/login`, login))
  const { refresh_token } = (
    await app.anonymous.post(`${auth}/login`, { ...login, password: other.password })
  ).json()
  await add(`POST ${auth}/refresh`, app.anonymous.post(`${auth}/refresh`, { refresh_token }))
  const again = { email: other.email, password: 'correct horse battery staple', name: 'A' }
  await add(`POST ${auth}/register`, app.anonymous.post(`${auth}/register`, again))
  await add(`POST ${auth}/logout`, app.anonymous.post(`${auth}/logout`))
  await app.owner.query("update users set status = 'suspended' where id = $1", [other.user_id])
  const right = { ...login, password: other.password }
  await add(`POST ${auth}/login`, app.anonymous.post(`${auth}/login`, right))
  await add(`POST ${auth}/refresh`, app.anonymous.post(`${auth}/refresh`, { refresh_token }))
  await add(`POST ${auth}/logout`, app.as(other).post(`${auth}/logout`))
  await provokeAccounts(app, tenant, other.email, add)
  Object.assign(app.deps.config, { REGISTRATION: 'closed' })
  await add(`POST ${auth}/register`, app.anonymous.post(`${auth}/register`, again))
}
