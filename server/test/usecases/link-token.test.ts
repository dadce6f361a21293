import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { all_routes, nameOf } from '../../testkit/calls.ts'
import { asked_options, asking_columns, signedFor } from '../../testkit/passkey.ts'
import { instanceOfSession, recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

const holder = (app: Harness, token: string) =>
  app.as({ access_token: token } as unknown as SeededTenant)

const bed = async (t: TestContext) => {
  const trusted: boolean[] = []
  const { workers } = recordingWorkers({
    calls: {
      submit_passkey: async (signed) => {
        trusted.push(signed.trusted)
        return {}
      }
    }
  })
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const tokenFor = async (id: string, caller = me): Promise<string> => {
    const made = await caller.post(`/api/v1/sessions/${id}/link-token`, {})
    assert.equal(made.statusCode, 201, made.body)
    return made.json().token
  }
  return { app, tenant, me, tokenFor, trusted }
}

test('a link token is made for a session that is not linked, told once, and kept as a hash', async (t) => {
  const { app, tenant, me } = await bed(t)
  const id = await seedSession(app, tenant)
  const url = `/api/v1/sessions/${id}/link-token`
  const made = await me.post(url, { expires_in_s: 120 })
  assert.equal(made.statusCode, 201)
  const { token, path, expires_at } = made.json()
  assert.equal(path, `/session/link/${token}`)
  const left_s = (new Date(expires_at).getTime() - Date.now()) / 1000
  assert.ok(left_s > 60 && left_s <= 120)
  const rows = await app.owner.query('select * from link_tokens')
  assert.equal(JSON.stringify(rows).includes(token.slice(4)), false)
  const [entry] = (await me.get('/api/v1/audit-log')).json().data
  assert.deepEqual([entry.action, entry.target_id], ['link_token.created', id])

  for (const expires_in_s of [0, 86_401, 1.5, 'x'])
    assert.equal((await me.post(url, { expires_in_s })).statusCode, 422)
  assert.equal((await app.anonymous.post(url, {})).statusCode, 401)
  const reader = await app.withKey(['sessions:read'], tenant)
  assert.equal((await reader.post(url, {})).json().code, 'scope_missing')
  const stranger = app.as(await app.seed.tenant())
  assert.equal((await stranger.post(url, {})).statusCode, 404)
  const linked = await seedConnected(app, tenant)
  const refused = await me.post(`/api/v1/sessions/${linked}/link-token`, {})
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'session_connected'])
})

test('a link token opens what is needed to link its session and nothing else', async (t) => {
  const { app, tenant, tokenFor } = await bed(t)
  const id = await seedSession(app, tenant, asking_columns())
  const other = await seedSession(app, tenant, asking_columns())
  const guest = holder(app, await tokenFor(id))
  const opened: string[] = []
  for (const route of all_routes.filter((one) => !one.public)) {
    const call = (of: string) => {
      const url = route.url.replace(':id', of).replace(/:\w+/g, 'x')
      if (route.method === 'GET') return guest.get(url)
      if (route.method === 'DELETE') return guest.delete(url)
      const method = route.method.toLowerCase() as 'post' | 'patch' | 'put'
      return guest[method](url, {})
    }
    const answer = await call(id)
    if (answer.statusCode === 401) continue
    opened.push(nameOf(route))
    assert.equal((await call(other)).statusCode, 404, `${nameOf(route)} of another session`)
  }
  assert.deepEqual(opened, [
    'GET /session/:id/qr',
    'GET /session/:id/qr.png',
    'GET /session/:id/qr.svg',
    'GET /session/:id/validate',
    'POST /session/:id/pairing-code',
    'GET /session/:id/passkey',
    'POST /session/:id/passkey',
    'GET /session/:id/passkey/code',
    'POST /session/:id/passkey/confirm',
    'POST /session/:id/restart'
  ])
})

test('by a link token a linking with a passkey can be given up, and a session cannot be restarted otherwise', async (t) => {
  const { app, tenant, tokenFor } = await bed(t)
  const restart = async (id: string) =>
    holder(app, await tokenFor(id)).post(`/session/${id}/restart`, {})
  const asking = await seedSession(app, tenant, { desired: 'running', ...asking_columns() })
  assert.equal((await restart(asking)).statusCode, 202)
  const stopped = await seedSession(app, tenant, { status: 'stopped' })
  const refused = await restart(stopped)
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'passkey_not_asked'])
  const [row] = await app.owner.query('select desired from sessions where id = $1', [stopped])
  assert.equal(row?.desired, 'stopped')
})

test('whoever signs by a link token has to compare codes, however early', async (t) => {
  const { app, tenant, me, tokenFor, trusted } = await bed(t)
  const id = await seedSession(app, tenant, { desired: 'running', ...asking_columns() })
  await instanceOfSession(app, id, await seedInstance(app, tenant))
  const guest = holder(app, await tokenFor(id))
  assert.deepEqual((await guest.get(`/session/${id}/passkey`)).json().options, asked_options)
  const body = { assertion: signedFor(), compare_codes: false }
  assert.equal((await guest.post(`/session/${id}/passkey`, body)).statusCode, 202)
  assert.equal((await me.post(`/session/${id}/passkey`, body)).statusCode, 202)
  assert.deepEqual(trusted, [false, true])
})

test('a link token ends when the session is linked, with another one, in time, and with who made it', async (t) => {
  const { app, tenant, tokenFor } = await bed(t)
  const look = async (id: string, token: string) => {
    const answer = await holder(app, token).get(`/session/${id}/validate`)
    return answer.statusCode === 200 ? 200 : `${answer.statusCode} ${answer.json().code}`
  }
  const used = await seedSession(app, tenant)
  const of_used = await tokenFor(used)
  assert.equal(await look(used, of_used), 200)
  await app.owner.query('update sessions set linked_at = now() where id = $1', [used])
  assert.equal(await look(used, of_used), '403 link_token_used')
  // Also when the number is logged out again: it is for one link.
  await app.owner.query('update sessions set linked_at = null where id = $1', [used])
  assert.equal(await look(used, of_used), '403 link_token_used')
  const anew = await tokenFor(used)
  assert.deepEqual(
    [await look(used, of_used), await look(used, anew)],
    ['401 unauthenticated', 200]
  )

  const late = await seedSession(app, tenant)
  const of_late = await tokenFor(late)
  await app.owner.query("update link_tokens set expires_at = now() - interval '1 second'")
  assert.equal(await look(late, of_late), '401 unauthenticated')

  const key = await app.withKey(['sessions:write'], tenant)
  const of_key = await seedSession(app, tenant)
  const by_key = await tokenFor(of_key, key)
  assert.equal(await look(of_key, by_key), 200)
  await app.owner.query('update api_keys set revoked_at = now()')
  assert.equal(await look(of_key, by_key), '401 unauthenticated')

  const by_person = await tokenFor(of_key)
  assert.equal(await look(of_key, by_person), 200)
  await app.owner.query("update users set status = 'suspended'")
  assert.equal(await look(of_key, by_person), '403 account_suspended')
  assert.equal(await look(of_key, 'wlt_nonsense'), '401 unauthenticated')
})

test('whoever holds a link token makes a number of requests a minute, and takes none from the tenant', async (t) => {
  const { app, tenant, tokenFor } = await bed(t)
  const id = await seedSession(app, tenant)
  const guest = holder(app, await tokenFor(id))
  const first = await guest.get(`/session/${id}/validate`)
  const most = Number(first.headers['ratelimit-limit'])
  assert.ok(most > 0)
  for (let made = 1; made < most; made++) await guest.get(`/session/${id}/validate`)
  const refused = await guest.get(`/session/${id}/validate`)
  assert.deepEqual([refused.statusCode, refused.json().code], [429, 'rate_limited'])
  assert.equal((await app.as(tenant).get(`/session/${id}/validate`)).statusCode, 200)
})
