import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { createClient } from '@redis/client'
import type { Cache } from '../../src/cache/contract.ts'
import { createRedisCache } from '../../src/cache/redis/redis.ts'
import { createLog } from '../../src/lib/log.ts'
import { redis_missing, startRedis } from '../../testkit/redis.ts'
import { until } from '../../testkit/until.ts'
import { cacheConformance } from '../conformance/cache.ts'

const log = createLog({ level: 'silent', role: 'test' })
const skip = redis_missing

const openCache = async (t: TestContext, url: string): Promise<Cache> => {
  const cache = createRedisCache({ url, log })
  t.after(() => cache.close())
  await cache.state()
  return cache
}

cacheConformance(
  'with Redis',
  async (t) => {
    const { url } = await startRedis(t)
    return { one: await openCache(t, url), other: await openCache(t, url) }
  },
  { skip }
)

const connect = async (t: TestContext, url: string) => {
  const client = createClient({ url, socket: { reconnectStrategy: false } })
  // Redis may be gone before it is closed.
  client.on('error', () => undefined)
  t.after(() => client.isOpen && client.destroy())
  return client.connect()
}

const stateBecomes = (cache: Cache, state: string): Promise<unknown> =>
  until(`the cache is ${state}`, async () => (await cache.state()) === state)

test('Redis is killed: each process goes on with what it has counted itself, and shares again when Redis is back', {
  skip
}, async (t) => {
  const redis = await startRedis(t)
  const [one, other] = [await openCache(t, redis.url), await openCache(t, redis.url)]
  await one.counters('a').add('key', 2, 60)
  assert.equal((await other.counters('a').add('key', 3, 60)).used, 5)
  await one.values('a').set('key', 'text', 60)
  const heard: string[] = []
  await other.channel('a').subscribe({
    message: (text) => void heard.push(text),
    missed: () => void heard.push('missed')
  })

  await redis.kill()
  assert.equal((await one.counters('a').add('key', 1, 60)).used, 3)
  assert.equal((await other.counters('a').add('key', 1, 60)).used, 4)
  assert.equal((await other.laggingCounters('b').add('key', 1, 60)).used, 1)
  assert.equal(await one.values('a').get('key'), null)
  await one.values('a').set('key', 'lost', 60)
  await one.channel('a').publish('lost')
  await other.channel('a').publish('heard by itself')
  for (const cache of [one, other]) await stateBecomes(cache, 'away')
  assert.deepEqual(heard, ['heard by itself'])

  await redis.start()
  for (const cache of [one, other]) await stateBecomes(cache, 'ok')
  await until('the listener knows that it has missed something', () => heard.includes('missed'))
  await one.channel('a').publish('news')
  await until('messages come again', () => heard.includes('news'))
  await one.counters('a').add('key', 1, 60)
  assert.equal((await other.counters('a').add('key', 1, 60)).used, 2)
})

test('a Redis that hangs holds nobody up for good: counts go on, and are shared again when it goes on', {
  skip
}, async (t) => {
  const redis = await startRedis(t)
  const [one, other] = [await openCache(t, redis.url), await openCache(t, redis.url)]
  redis.freeze()
  for (let nth = 1; nth <= 50; nth++)
    assert.equal((await one.counters('a').add('key', 1, 60)).used, nth)
  await stateBecomes(one, 'away')
  redis.thaw()
  await stateBecomes(one, 'ok')
  const before = (await other.counters('b').add('key', 1, 60)).used
  assert.equal((await one.counters('b').add('key', 1, 60)).used, before + 1)
})

test('a Redis that comes only after the start is used from then on, and takes listeners in', {
  skip
}, async (t) => {
  const redis = await startRedis(t)
  await redis.kill()
  const [one, other] = [await openCache(t, redis.url), await openCache(t, redis.url)]
  assert.equal(await one.state(), 'away')
  const heard: string[] = []
  await other.channel('a').subscribe({
    message: (text) => void heard.push(text),
    missed: () => undefined
  })
  await redis.start()
  for (const cache of [one, other]) await stateBecomes(cache, 'ok')
  await until('a message comes through', async () => {
    await one.channel('a').publish('news')
    return heard.includes('news')
  })
})

test('a Redis that refuses to count, such as one whose memory is full, is as good as away', {
  skip
}, async (t) => {
  const redis = await startRedis(t)
  const cache = await openCache(t, redis.url)
  const admin = await connect(t, redis.url)
  await admin.configSet('maxmemory', '1')
  assert.equal((await cache.counters('a').add('key', 1, 60)).used, 1)
  assert.equal((await cache.counters('a').add('key', 1, 60)).used, 2)
  await stateBecomes(cache, 'away')
  await admin.configSet('maxmemory', '0')
  await stateBecomes(cache, 'ok')
})

test('everything in Redis has an end, and no address or e-mail stands there to read', {
  skip
}, async (t) => {
  const redis = await startRedis(t)
  const cache = await openCache(t, redis.url)
  await cache.counters('a').add('ada@example.com 203.0.113.7', 1, 60)
  await cache.laggingCounters('a').add('203.0.113.8', 1, 60)
  await cache.values('a').set('ada@example.com', 'text', 60)
  const reader = await connect(t, redis.url)
  const keys = await until('all is there', async () => {
    const found = (await reader.keys('*')).filter((key) => !key.includes(':probe:'))
    return found.length === 3 && found
  })
  for (const key of keys) {
    assert.doesNotMatch(key, /ada|203\.0/)
    assert.ok((await reader.pTTL(key)) > 0, key)
  }
})
