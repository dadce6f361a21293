import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../src/domain/ids.ts'
import { withoutSecrets } from '../../src/lib/without-secrets.ts'
import { createRequestLog } from '../../src/usecases/api-keys/request-log.ts'
import { harness } from '../../testkit/app.ts'
import { code } from './auth-calls.ts'

const keys = '/api/v1/api-keys'
const name = 'x'

test('what is asked with a key is kept with status, time and problem, for its tenant alone, and secrets are not', async (t) => {
  const app = await harness(t)
  const [tenant, other] = [await app.seed.tenant(), await app.seed.tenant()]
  const me = app.as(tenant)
  const scopes = ['account:read', 'account:write', 'webhooks:write']
  const made = (await me.post(keys, { name, scopes })).json()
  const key = { 'x-api-key': made.key }
  const url = `${keys}/${made.id}/requests`
  await app.anonymous.get(`${keys}/${newId('api_key')}`, key)
  await app.anonymous.get(keys, { ...key, 'x-request-id': 'mine' })
  await app.anonymous.post(
    '/api/v1/webhooks',
    { url: 'nowhere', secret: 'hush', deep: { api_key: 'hush' } },
    key
  )
  await app.anonymous.get('/api/v1/messages', key)
  await me.get(keys)
  await app.deps.request_log.flush()
  const { data } = (await me.get(url)).json()
  assert.deepEqual(
    data.map((one: Record<string, unknown>) => [
      one['method'],
      one['route'],
      one['status'],
      one['code']
    ]),
    [
      ['GET', '/api/v1/messages', 403, 'scope_missing'],
      ['POST', '/api/v1/webhooks', 422, 'validation_failed'],
      ['GET', '/api/v1/api-keys', 200, null],
      ['GET', '/api/v1/api-keys/:id', 404, 'not_found']
    ]
  )
  assert.deepEqual(JSON.parse(data[1].body), {
    url: 'nowhere',
    secret: '[left out]',
    deep: { api_key: '[left out]' }
  })
  assert.deepEqual([data[2].body, data[2].ip, data[2].request_id], [null, '127.0.0.1', 'mine'])
  const failed = (await me.get(`${url}?failed=true&limit=2`)).json()
  assert.deepEqual(
    failed.data.map((one: { status: number }) => one.status),
    [403, 422]
  )
  assert.equal(
    (await me.get(`${url}?failed=true&cursor=${failed.next_cursor}`)).json().data.length,
    1
  )

  assert.equal((await app.as(other).get(url)).statusCode, 404)
  assert.equal((await app.anonymous.get(url)).statusCode, 401)
  const narrow = await app.withKey(['messages:read'], tenant)
  assert.equal(code(await narrow.get(url)), 'scope_missing')
  assert.equal((await me.get(`${url}?failed=maybe`)).statusCode, 422)
  assert.equal((await me.get(`${keys}/${newId('api_key')}/requests`)).statusCode, 404)
})

test('the log of a key never grows without a bound, and what cannot be written is given up', async (t) => {
  const app = await harness(t)
  const line = {
    api_key_id: newId('api_key'),
    at: new Date(),
    method: 'GET',
    route: '/',
    status: 200,
    ms: 1,
    request_id: 'r',
    code: null,
    ip: null,
    body: null
  }
  const tenant = await app.seed.tenant()
  const { id } = (await app.as(tenant).post(keys, { name, scopes: ['account:read'] })).json()
  const log = createRequestLog(app.deps.db, app.deps.log)
  for (let nth = 0; nth < 6_000; nth++) log.note({ ...line, api_key_id: id })
  log.note(line)
  await log.flush()
  assert.equal(await app.count('api_key_requests'), 5_000)
  log.note(line)
  await log.flush()
  assert.equal(await app.count('api_key_requests'), 5_000, 'of a key that is gone nothing is kept')
  log.note({ ...line, status: 1_000_000 })
  await log.flush()
})

test('a key is refused from any address but those it allows, and so are the keys that were made with it', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const me = app.as(tenant)
  const scopes = ['account:read', 'account:write']
  const made = (
    await me.post(keys, { name, scopes, allowed_addresses: ['10.1.0.0/16', '2001:db8::/32'] })
  ).json()
  assert.deepEqual(made.allowed_addresses, ['10.1.0.0/16', '2001:db8::/32'])
  const from = async (
    remoteAddress: string,
    key = made.key,
    method: 'GET' | 'POST' = 'GET',
    payload?: object
  ) => {
    const answer = await app.server.inject({
      method,
      url: keys,
      remoteAddress,
      headers: { 'x-api-key': key },
      ...(payload && { payload })
    })
    return answer
  }
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '2001:db8::1'])
    assert.equal((await from(address)).statusCode, 200, address)
  for (const address of ['10.2.0.1', '127.0.0.1', '2001:db9::1'])
    assert.deepEqual(
      [(await from(address)).statusCode, code(await from(address))],
      [403, 'address_not_allowed']
    )
  const child = (
    await from('10.1.0.1', made.key, 'POST', { name, scopes: ['account:read'] })
  ).json()
  assert.deepEqual(child.allowed_addresses, made.allowed_addresses)
  const wider = await from('10.1.0.1', made.key, 'POST', {
    name,
    scopes: ['account:read'],
    allowed_addresses: []
  })
  assert.equal(code(wider), 'login_required')
  assert.equal(
    (await me.patch(`${keys}/${made.id}`, { allowed_addresses: ['127.0.0.1'] })).statusCode,
    200
  )
  assert.equal((await from('127.0.0.1')).statusCode, 200)
  for (const key of [made.key, child.key])
    assert.equal((await from('10.1.2.3', key)).statusCode, 403)
  assert.equal((await from('127.0.0.1', child.key)).statusCode, 200)
  for (const wrong of [
    ['10.0.0.0/33'],
    ['everywhere'],
    ['loopback'],
    ['10.0.0.1,10.0.0.2'],
    ['10.1'],
    '10.0.0.1'
  ])
    assert.equal(
      (await me.post(keys, { name, scopes, allowed_addresses: wrong })).statusCode,
      422,
      String(wrong)
    )
})

test('what is shown of a body has no secrets, whatever their place, and an end', () => {
  const rows: [unknown, number, string][] = [
    [
      { Password: 'a', in: [{ access_token: 'b' }] },
      99,
      '{"Password":"[left out]","in":[{"access_token":"[left out]"}]}'
    ],
    ['text', 99, '"text"'],
    [undefined, 99, ''],
    [{ a: 'xxxxxxxxxxxxxxxx' }, 10, '{"a":"xxx…']
  ]
  for (const [value, most, shown] of rows) assert.equal(withoutSecrets(value, most), shown)
})
