import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { session_link_routes } from '../../src/http/routes/session-auth/routes.ts'
import { session_auth_routes } from '../../src/http/services/session-auth.ts'
import type { Deps } from '../../src/usecases/deps.ts'
import { harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { signedFor } from '../../testkit/passkey.ts'
import { recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

const sessionAuth = (t: TestContext, deps: Partial<Deps> = {}) =>
  harness(t, { routes: session_auth_routes, deps: () => deps })

const showing = () => ({
  status: 'qr' as const,
  qr: '2@abc',
  qr_expires_at: new Date(Date.now() + 20_000)
})

test('session auth is healthy by itself and knows nothing of the rest of the gateway', async (t) => {
  const app = await sessionAuth(t)
  assert.equal((await app.anonymous.get('/health')).statusCode, 200)
  const me = app.as(await app.seed.tenant())
  assert.equal((await me.get('/api/v1/sessions')).statusCode, 404)
})

test("session auth trusts the gateway's tokens and keys, and shows the code as JSON, PNG and SVG", async (t) => {
  const app = await sessionAuth(t)
  const tenant = await app.seed.tenant()
  const id = await seedSession(app, tenant, showing())
  for (const caller of [app.as(tenant), await app.withKey(['sessions:read'], tenant)]) {
    assert.equal((await caller.get(`/session/${id}/qr`)).json().qr, '2@abc')
    const png = await caller.get(`/session/${id}/qr.png`)
    assert.equal(png.headers['content-type'], 'image/png')
    assert.equal(png.headers['cache-control'], 'no-store')
    const svg = await caller.get(`/session/${id}/qr.svg`)
    assert.equal(svg.headers['content-type'], 'image/svg+xml')
    assert.match(svg.body, /^<svg /)
    const asked = await caller.get(`/session/${id}/qr`, { accept: 'image/svg+xml' })
    assert.match(asked.body, /^<svg /)
  }
})

test('a linked and connected session is valid, one that was logged out is not', async (t) => {
  const app = await sessionAuth(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const linked_at = new Date()
  const connected = await seedConnected(app, tenant)
  const cases = [
    [connected, true, true],
    [await seedSession(app, tenant, { status: 'reconnecting', linked_at }), true, false],
    [await seedSession(app, tenant, { status: 'logged_out', linked_at }), false, false],
    [await seedSession(app, tenant), false, false]
  ] as const
  for (const [session_id, valid, is_connected] of cases) {
    const read = await me.get(`/session/${session_id}/validate`)
    const posted = await me.post('/session/validate', { session_id })
    assert.equal(read.statusCode, 200)
    assert.deepEqual(posted.json(), read.json())
    assert.deepEqual([read.json().valid, read.json().connected], [valid, is_connected])
    assert.equal(read.json().session_id, session_id)
  }
  const mine = (await me.get(`/session/${connected}/validate`)).json()
  assert.equal(mine.phone_number, '201001234567')
  assert.ok(mine.linked_at && mine.connected_at)
  assert.equal((await me.post('/session/validate', { session_id: 'x' })).statusCode, 422)
  assert.equal((await me.post('/session/validate', {})).statusCode, 422)
})

test('a pairing code can be asked for here too', async (t) => {
  const { workers } = recordingWorkers({
    calls: {
      request_pairing_code: async () => ({
        expires_at: '2030-01-01T00:00:00.000Z',
        code: 'WXYZ5678'
      })
    }
  })
  const app = await sessionAuth(t, { workers })
  const tenant = await app.seed.tenant()
  const instance_id = await seedInstance(app, tenant)
  const id = await seedSession(app, tenant, { ...showing(), instance_id })
  const answer = await app.as(tenant).post(`/session/${id}/pairing-code`, {
    phone_number: '00201001234567'
  })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().formatted_code, 'WXYZ-5678')
})

test('the live page is public, holds nothing of the session and runs under its own security policy', async (t) => {
  const app = await sessionAuth(t)
  const id = await seedSession(app, await app.seed.tenant(), showing())
  const page = await app.anonymous.get(`/session/${id}`)
  assert.equal(page.statusCode, 200)
  assert.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  assert.equal(page.body.includes('2@abc'), false)
  // No script of its own text: the policy allows files of this server alone.
  assert.match(
    String(page.headers['content-security-policy']),
    /^default-src 'none'; script-src 'self'; /
  )
  const [, script] = /<script src="([^"]+)" type="module"><\/script>/.exec(page.body) ?? []
  assert.ok(script)
  assert.equal(page.body.match(/<script/g)?.length, 1)
  const code = await app.anonymous.get(script)
  assert.equal(code.headers['content-type'], 'text/javascript; charset=utf-8')
  assert.equal((await app.anonymous.get('/session/nonsense')).statusCode, 404)
})

test('the routes of session auth are guarded by credential, scope and tenant', async (t) => {
  const app = await sessionAuth(t)
  const id = await seedSession(app, await app.seed.tenant(), showing())
  await proveGuards(app, session_link_routes, (url) => url.replace(':id', id), {
    'POST /session/validate': { session_id: id },
    'POST /session/:id/pairing-code': { phone_number: '+201001234567' },
    'POST /session/:id/passkey': { assertion: signedFor() }
  })
})
