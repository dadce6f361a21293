import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { submitPasskey } from '../../src/usecases/sessions/passkey.ts'
import { harness } from '../../testkit/app.ts'
import { all_routes } from '../../testkit/calls.ts'
import {
  asked_options,
  asking_columns,
  comparing_columns,
  signedFor
} from '../../testkit/passkey.ts'
import { instanceOfSession, recordingWorkers, seedInstance } from '../../testkit/resources.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'

type Handed = { trusted: boolean; assertion: object }

const bed = async (t: TestContext) => {
  const handed: Handed[] = []
  const { workers, asked } = recordingWorkers({
    calls: {
      submit_passkey: async (signed) => {
        handed.push(signed)
        return {}
      }
    }
  })
  const app = await harness(t, { routes: all_routes, deps: () => ({ workers }) })
  const tenant = await app.seed.tenant()
  const host = async (columns: object): Promise<string> => {
    const id = await seedSession(app, tenant, { desired: 'running', ...columns })
    await instanceOfSession(app, id, await seedInstance(app, tenant))
    return id
  }
  return { app, tenant, me: app.as(tenant), handed, asked, host }
}

const bases = ['/api/v1/sessions', '/session']

test('what has to be signed is told with the page to sign it on and until when, to the tenant alone', async (t) => {
  const { app, tenant, me, host } = await bed(t)
  const id = await host(asking_columns())
  for (const base of bases) {
    const answer = await me.get(`${base}/${id}/passkey`)
    assert.equal(answer.statusCode, 200)
    const { options, origin, expires_at } = answer.json()
    assert.deepEqual(options, asked_options)
    assert.equal(origin, 'https://web.whatsapp.com')
    assert.ok(new Date(expires_at) > new Date())
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal((await me.get(`${base}/nonsense/passkey`)).statusCode, 404)
    assert.equal((await app.anonymous.get(`${base}/${id}/passkey`)).statusCode, 401)
    const key = await app.withKey(['sessions:write'], tenant)
    assert.equal((await key.get(`${base}/${id}/passkey`)).json().code, 'scope_missing')
    const stranger = app.as(await app.seed.tenant())
    assert.equal((await stranger.get(`${base}/${id}/passkey`)).statusCode, 404)
  }
})

test('where no signature is asked for, and no code is shown, the answer says why', async (t) => {
  const { app, tenant, me, host } = await bed(t)
  const cases = [
    [await host(comparing_columns()), 'passkey_not_asked'],
    [await host({ status: 'qr' }), 'passkey_not_asked'],
    [await seedConnected(app, tenant), 'session_connected'],
    [await seedSession(app, tenant), 'session_not_started']
  ] as const
  for (const [id, code] of cases) {
    const read = await me.get(`/api/v1/sessions/${id}/passkey`)
    const posted = await me.post(`/api/v1/sessions/${id}/passkey`, { assertion: signedFor() })
    assert.deepEqual([read.statusCode, read.json().code], [409, code])
    assert.deepEqual([posted.statusCode, posted.json().code], [409, code])
  }
  const asking = await host(asking_columns())
  for (const [id, code] of [[asking, 'passkey_code_not_shown'], ...cases.slice(2)] as const) {
    const read = await me.get(`/api/v1/sessions/${id}/passkey/code`)
    const confirmed = await me.post(`/api/v1/sessions/${id}/passkey/confirm`)
    assert.deepEqual([read.statusCode, read.json().code], [409, code])
    assert.deepEqual([confirmed.statusCode, confirmed.json().code], [409, code])
  }
})

test('a signature is handed to the worker as WhatsApp reads it, with whether its giver may be spared to compare codes', async (t) => {
  const { app, tenant, me, host, handed } = await bed(t)
  const key = await app.withKey(['sessions:write'], tenant)
  const browser = {
    authenticatorAttachment: 'platform',
    clientExtensionResults: { uvm: [[2, 4, 2]] }
  }
  for (const base of bases) {
    const url = `${base}/${await host(asking_columns())}/passkey`
    const taken = await me.post(url, { assertion: { ...signedFor(), ...browser } })
    assert.equal(taken.statusCode, 202, taken.body)
    assert.equal(taken.json().status, 'passkey_required')
    assert.equal((await key.post(url, { assertion: signedFor() })).statusCode, 202)
    const compared = await me.post(url, { assertion: signedFor(), compare_codes: true })
    assert.equal(compared.statusCode, 202)
    assert.deepEqual(
      handed.splice(0),
      [true, true, false].map((trusted) => ({ assertion: signedFor(), trusted }))
    )
    assert.equal((await app.anonymous.post(url, { assertion: signedFor() })).statusCode, 401)
    const reader = await app.withKey(['sessions:read'], tenant)
    const unscoped = await reader.post(url, { assertion: signedFor() })
    assert.equal(unscoped.json().code, 'scope_missing')
    const stranger = app.as(await app.seed.tenant())
    assert.equal((await stranger.post(url, { assertion: signedFor() })).statusCode, 404)
  }
  assert.deepEqual(handed, [])
})

test('a credential of any other kind than a login or a key of the tenant cannot spare its holder to compare codes', async (t) => {
  const { app, tenant, host, handed } = await bed(t)
  const { tenant_id, user_id } = tenant
  const someone = {
    tenant_id,
    user_id,
    scopes: null,
    api_key_id: null,
    session_ids: null,
    role: 'owner'
  } as const
  const signed = { assertion: signedFor(), compare_codes: false }
  await submitPasskey(app.deps, someone, await host(asking_columns()), signed)
  assert.deepEqual(
    handed.map(({ trusted }) => trusted),
    [false]
  )
})

test('a signature that cannot be right is refused field by field, with what to do', async (t) => {
  const { me, host, handed } = await bed(t)
  const url = `/api/v1/sessions/${await host(asking_columns())}/passkey`
  const good = signedFor()
  const response = (more: object) => ({ ...good, response: { ...good.response, ...more } })
  const cases: [object, string, RegExp][] = [
    [signedFor({ client: { type: 'webauthn.create' } }), 'response.clientDataJSON', /webauthn.get/],
    [signedFor({ client: { challenge: 'AAAA' } }), 'response.clientDataJSON', /Another challenge/],
    [
      signedFor({ client: { origin: 'https://example.com' } }),
      'response.clientDataJSON',
      /https:\/\/web.whatsapp.com/
    ],
    [response({ clientDataJSON: 'AAAA' }), 'response.clientDataJSON', /JSON/],
    [response({ clientDataJSON: 'not base64url!' }), 'response.clientDataJSON', /base64url/],
    [response({ authenticatorData: 'AAAA' }), 'response.authenticatorData', /37 bytes/],
    [signedFor({ site: 'example.com' }), 'response.authenticatorData', /another site/],
    [signedFor({ flags: 0 }), 'response.authenticatorData', /Nobody was present/],
    [signedFor({ flags: 1 }), 'response.authenticatorData', /not verified/],
    [response({ signature: '' }), 'response.signature', /./],
    [response({ userHandle: 7 }), 'response.userHandle', /./],
    [{ ...good, rawId: 'AAAA' }, 'rawId', /same as id/],
    [{ ...good, id: 'x'.repeat(1_401) }, 'id', /./],
    [{ ...good, type: 'password' }, 'type', /./],
    [{ ...good, nonsense: 1 }, 'nonsense', /no such field/]
  ]
  for (const [assertion, path, message] of cases) {
    const refused = await me.post(url, { assertion })
    assert.equal(refused.statusCode, 422, refused.body)
    const paths = refused.json().errors.map((one: { path: string }) => one.path)
    assert.ok(paths.includes(`assertion.${path}`), refused.body)
    assert.match(refused.body, message)
  }
  assert.equal((await me.post(url, {})).statusCode, 422)
  assert.deepEqual(handed, [])
})

test('the code is told with whether it has to be compared, and its confirmation goes to the worker, for the tenant alone', async (t) => {
  const { app, tenant, me, host, asked } = await bed(t)
  const id = await host(comparing_columns())
  for (const base of bases) {
    const read = await me.get(`${base}/${id}/passkey/code`)
    assert.equal(read.statusCode, 200)
    assert.deepEqual([read.json().code, read.json().confirm], ['ABCD-2345', true])
    assert.equal(read.headers['cache-control'], 'no-store')
    const confirmed = await me.post(`${base}/${id}/passkey/confirm`)
    assert.equal(confirmed.statusCode, 202, confirmed.body)
    assert.deepEqual(asked.splice(0), [`confirm_passkey ${id}`])
    for (const [method, rest, scope] of [
      ['get', 'code', 'sessions:write'],
      ['post', 'confirm', 'sessions:read']
    ] as const) {
      const url = `${base}/${id}/passkey/${rest}`
      assert.equal((await app.anonymous[method](url)).statusCode, 401)
      const unscoped = await (await app.withKey([scope], tenant))[method](url)
      assert.equal(unscoped.json().code, 'scope_missing')
      const stranger = app.as(await app.seed.tenant())
      assert.equal((await stranger[method](url)).statusCode, 404)
      assert.equal((await me[method](`${base}/nonsense/passkey/${rest}`)).statusCode, 404)
    }
  }
  const spared = await host({ ...comparing_columns(), passkey_confirm: false })
  const code = await me.get(`/api/v1/sessions/${spared}/passkey/code`)
  assert.equal(code.json().confirm, false)
  const nothing = await me.post(`/api/v1/sessions/${spared}/passkey/confirm`)
  assert.equal(nothing.json().code, 'passkey_code_not_shown')
  assert.deepEqual(asked, [])
})

test('while a number with a passkey is being linked there is neither a code to scan nor one to type', async (t) => {
  const { me, host } = await bed(t)
  const id = await host(asking_columns())
  const asked_ms = Date.now()
  const scan = await me.get(`/api/v1/sessions/${id}/qr?wait=30`)
  assert.ok(Date.now() - asked_ms < 20_000, 'there is nothing to wait for')
  const type = await me.post(`/session/${id}/pairing-code`, { phone_number: '+201001234567' })
  for (const answer of [scan, type]) {
    assert.equal(answer.statusCode, 409)
    assert.equal(answer.json().code, 'passkey_required')
    assert.match(answer.json().detail, /GET …\/passkey/)
  }
})
