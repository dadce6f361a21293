import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildServer } from '../../src/http/build-server.ts'
import { gateway_routes } from '../../src/http/services/gateway-api.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { harness, testDeps } from '../../testkit/app.ts'
import { not_raced, pairsOf, raced, type Target } from './calls.ts'

const times = Number(process.env['RACES'] ?? 1)

test('every call that changes something is raced against the others, or says why not', () => {
  const unsafe = gateway_routes
    .filter((route) => route.method !== 'GET')
    .map((route) => `${route.method} ${route.url}`)
  const listed = [...Object.values(raced).flatMap(Object.keys), ...Object.keys(not_raced)]
  assert.deepEqual(listed.sort(), unsafe.sort())
})

for (const kind of ['webhook', 'key', 'user'] as const) {
  test(`two calls at once on one ${kind} from two gateways leave one outcome`, async (t) => {
    const app = await harness(t)
    const deps = testDeps(app.urls.tenant, readConfig({ BCRYPT_COST: '4' }))
    const second = await buildServer(deps, gateway_routes, { title: 'Test', description: 'Test' })
    t.after(async () => {
      await second.close()
      await deps.db.close()
    })
    const gateways = [app.server, second]
    const inject = (gateway: number, call: string, token: string, target: Target) => {
      const [method, name] = call.split(' ') as ['POST', string]
      const made = raced[kind][`${method} ${name}`]?.(target)
      return gateways[gateway % 2]?.inject({
        method,
        url: made?.url ?? '',
        headers: { authorization: `Bearer ${token}` },
        ...(made?.body && { payload: made.body })
      })
    }
    for (const [one, other] of pairsOf(Object.keys(raced[kind]))) {
      for (let time = 0; time < times; time++) {
        const tenant = await app.seed.tenant()
        const { email, password } = tenant
        const login = await app.anonymous.post('/api/v1/auth/login', { email, password })
        const person = app.as({ ...tenant, access_token: login.json().access_token })
        const made = await person.post('/api/v1/webhooks', { url: 'https://example.com/x' })
        const api_key = await person.post('/api/v1/api-keys', {
          name: 'x',
          scopes: ['messages:read']
        })
        const target: Target = {
          session_id: '',
          instance_id: '',
          number: '',
          webhook_id: made.json().id,
          api_key_id: api_key.json().id,
          password,
          refresh_token: login.json().refresh_token
        }
        const token = login.json().access_token
        const answers = await Promise.all(
          [one, other].map((call, gateway) => inject(gateway, call, token, target))
        )
        const what = `${one} and ${other}: ${answers.map((a) => `${a?.statusCode} ${a?.body}`).join(' | ')}`
        for (const answer of answers) assert.ok((answer?.statusCode ?? 500) < 500, what)
        const ok = (call: string) =>
          [one, other].some((name, i) => name === call && (answers[i]?.statusCode ?? 500) < 300)

        if (kind === 'webhook') {
          const read = await person.get(`/api/v1/webhooks/${target.webhook_id}`)
          assert.equal(read.statusCode, ok('DELETE /api/v1/webhooks/:id') ? 404 : 200, what)
        }
        if (kind === 'key') {
          const keys = answers.flatMap((answer) => jsonOf(answer?.body).key ?? [])
          const working = []
          for (const key of [api_key.json().key, ...keys]) {
            const asked = await app.server.inject({
              url: '/api/v1/messages',
              headers: { 'x-api-key': key }
            })
            if (asked.statusCode === 200) working.push(key)
          }
          assert.equal(working.length, ok('DELETE /api/v1/api-keys/:id') ? 0 : 1, what)
        }
        if (kind === 'user') {
          const passwords = [password]
          for (const [i, name] of [one, other].entries()) {
            if (!name.endsWith('change-password') || (answers[i]?.statusCode ?? 500) >= 300)
              continue
            passwords.push('changed')
          }
          assert.ok(passwords.length <= 2, `a password is changed once: ${what}`)
          if (ok('POST /api/v1/auth/logout-all') || ok('POST /api/v1/auth/logout')) {
            const tokens = answers.flatMap((answer) => jsonOf(answer?.body).refresh_token ?? [])
            for (const refresh_token of [target.refresh_token, ...tokens]) {
              const again = await app.anonymous.post('/api/v1/auth/refresh', { refresh_token })
              assert.ok([401, 403].includes(again.statusCode), `no login outlives it: ${what}`)
            }
          }
          const [kept] = await app.owner.query<{ exports: number; erasures: number }>(
            `select (select count(*)::int from account_exports where tenant_id = $1) as exports,
               (select count(*)::int from erasures where erased_tenant_id = $1) as erasures`,
            [tenant.tenant_id]
          )
          assert.ok(kept && kept.exports <= 1 && kept.erasures <= 1, what)
          const erased = ok('DELETE /api/v1/account') || ok('DELETE /api/v1/auth/me')
          assert.equal(kept.erasures === 1, erased, what)
          const { statusCode } = await person.get('/api/v1/auth/me')
          if (erased) assert.ok([401, 403].includes(statusCode), what)
        }
      }
    }
  })
}

const jsonOf = (body: string | undefined): { key?: string; refresh_token?: string } =>
  body ? JSON.parse(body) : {}
