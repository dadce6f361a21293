import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { readConfig } from '../../src/main/config/config.ts'
import { startGatewayApi } from '../../src/main/gateway-api.ts'
import { roleSecrets } from '../../src/main/secrets.ts'
import { testDatabase } from '../../testkit/database.ts'
import { redis_missing, startRedis } from '../../testkit/redis.ts'
import { until } from '../../testkit/until.ts'

const requests_max = 40
const master_key = 'ab'.repeat(32)

const startTwo = async (t: TestContext, redis_url: string) => {
  const { tenant } = await testDatabase(t)
  const config = readConfig({
    LOG_LEVEL: 'silent',
    MASTER_KEY: master_key,
    BCRYPT_COST: '4',
    GATEWAY_PORT: '0',
    REDIS_URL: redis_url,
    TENANT_REQUESTS_PER_MINUTE: String(requests_max)
  })
  const secrets = roleSecrets(config, createKeyRing([Buffer.from(master_key, 'hex')]))
  const start = async (): Promise<string> => {
    const service = await startGatewayApi({ config, secrets, database_url: tenant })
    t.after(() => service.stop())
    return service.address
  }
  return [await start(), await start()] as const
}

const email = 'ada@example.com'
const password = 'correct horse battery'

const post = (address: string, path: string, body: object, ip: string): Promise<Response> =>
  fetch(`${address}/api/v1/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': ip },
    body: JSON.stringify(body)
  })
const logIn = async (address: string, word: string, ip: string): Promise<number> =>
  (await post(address, 'login', { email, password: word }, ip)).status

const register = async (address: string): Promise<{ access_token: string }> => {
  const answer = await post(address, 'register', { email, password, name: 'Ada' }, '192.0.2.1')
  assert.equal(answer.status, 201)
  return (await answer.json()) as { access_token: string }
}

const list = (address: string, token: string): Promise<Response> =>
  fetch(`${address}/api/v1/sessions`, { headers: { authorization: `Bearer ${token}` } })

const healthOf = async (address: string) => {
  const answer = await fetch(`${address}/health`)
  assert.equal(answer.status, 200)
  const { parts } = (await answer.json()) as {
    parts: { cache: { state: string; kind: string } }
  }
  return parts.cache
}

const healthBecomes = (address: string, state: string): Promise<unknown> =>
  until(`the cache is ${state}`, async () => (await healthOf(address)).state === state)

test('two gateways count failed log-ins together, each by itself while Redis is gone, and together again when it is back', {
  skip: redis_missing
}, async (t) => {
  const redis = await startRedis(t)
  const [one, other] = await startTwo(t, redis.url)
  await register(one)
  for (const address of [one, other])
    assert.deepEqual(await healthOf(address).then(({ state, kind }) => [state, kind]), [
      'ok',
      'redis'
    ])
  for (let nth = 0; nth < 5; nth++) {
    assert.equal(await logIn(one, 'wrong', '203.0.113.1'), 401)
    assert.equal(await logIn(other, 'wrong', '203.0.113.1'), 401)
  }
  for (const address of [one, other])
    assert.equal(await logIn(address, password, '203.0.113.1'), 429)
  assert.equal(await logIn(other, password, '203.0.113.2'), 200)

  await redis.kill()
  // Nobody is refused because it is gone, and no guess is free: each has counted five here.
  assert.equal(await logIn(one, password, '203.0.113.3'), 200)
  for (let nth = 0; nth < 5; nth++) assert.equal(await logIn(one, 'wrong', '203.0.113.1'), 401)
  assert.equal(await logIn(one, password, '203.0.113.1'), 429)
  for (const address of [one, other]) await healthBecomes(address, 'degraded')

  await redis.start()
  for (const address of [one, other]) await healthBecomes(address, 'ok')
  for (let nth = 0; nth < 10; nth++) assert.equal(await logIn(one, 'wrong', '203.0.113.4'), 401)
  assert.equal(await logIn(other, password, '203.0.113.4'), 429)
})

test('two gateways count the requests of a tenant together, and neither refuses one because Redis is gone', {
  skip: redis_missing
}, async (t) => {
  const redis = await startRedis(t)
  const [one, other] = await startTwo(t, redis.url)
  const { access_token } = await register(one)
  for (let nth = 0; nth < requests_max / 2; nth++)
    assert.equal((await list(one, access_token)).status, 200)
  const remaining = async (address: string): Promise<number> =>
    Number((await list(address, access_token)).headers.get('ratelimit-remaining'))
  await until('the other has heard of them', async () => {
    const left = await remaining(other)
    return left < requests_max / 2
  })
  await until('both are at their limit', async () => (await list(one, access_token)).status === 429)
  await until('the other, too', async () => (await list(other, access_token)).status === 429)

  const fresh = await post(
    one,
    'register',
    { email: 'eve@example.com', password, name: 'Eve' },
    '192.0.2.2'
  )
  const eve = (await fresh.json()) as { access_token: string }
  // A key with a limit of its own is counted over both, too.
  const made = await fetch(`${one}/api/v1/api-keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${eve.access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'x', scopes: ['sessions:read'], requests_per_minute_max: 4 })
  })
  const { key } = (await made.json()) as { key: string }
  await until('the key is at its limit at both', async () => {
    const answers = await Promise.all([list(one, key), list(other, key)])
    return answers.every((answer) => answer.status === 429)
  })
  assert.equal((await list(one, key)).headers.get('ratelimit-limit'), '4')

  await redis.kill()
  for (let nth = 0; nth < requests_max; nth++)
    assert.equal((await list(nth % 2 ? one : other, eve.access_token)).status, 200)
})
