import assert from 'node:assert/strict'
import type { Counters } from '../../../src/cache/contract.ts'
import { until } from '../../../testkit/until.ts'
import { type CachePromise, odd_keys } from './suite.ts'

/** What both kinds of counters promise. */
export const counterPromises = (
  promise: CachePromise,
  kind: 'counters' | 'laggingCounters'
): void => {
  promise(`${kind} of one name are one, whoever counts`, async ({ one, other }) => {
    assert.deepEqual(await one[kind]('a').add('key', 2, 60), { used: 2, reset_s: 60 })
    await other[kind]('a').add('key', 1, 60)
    for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 3)
    assert.ok((await other[kind]('a').read('key')).reset_s > 0)
  })

  promise(`${kind}: a window ends, and the next count begins another`, async ({ one, other }) => {
    await one[kind]('a').add('key', 5, 1)
    await usedBecomes(other[kind]('a'), 'key', 5)
    for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 0)
    assert.equal((await other[kind]('a').add('key', 1, 60)).used, 1)
  })

  promise(`${kind}: what is taken back never makes a count negative`, async ({ one, other }) => {
    const counters = one[kind]('a')
    await counters.add('key', 2, 60)
    await counters.add('key', -1, 60)
    for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 1)
    await counters.add('key', -5, 60)
    for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 0)
    await counters.add('key', 1, 60)
    for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 1)
  })

  promise(`${kind}: what is forgotten is forgotten for all`, async ({ one, other }) => {
    await one[kind]('a').add('key', 3, 60)
    await usedBecomes(other[kind]('a'), 'key', 3)
    await other[kind]('a').forget('key')
    for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 0)
  })

  promise(`${kind}: names and keys are apart, whatever characters they have`, async ({ one }) => {
    for (const [index, key] of odd_keys.entries())
      assert.equal((await one[kind]('a').add(key, index + 1, 60)).used, index + 1)
    for (const [index, key] of odd_keys.entries()) await usedBecomes(one[kind]('a'), key, index + 1)
    for (const key of odd_keys) assert.equal((await one[kind]('b').read(key)).used, 0)
  })

  promise(`${kind}: reading counts nothing and begins no window`, async ({ one }) => {
    assert.deepEqual(await one[kind]('a').read('key'), { used: 0, reset_s: 0 })
    assert.deepEqual(await one[kind]('a').add('key', 1, 30), { used: 1, reset_s: 30 })
  })
}

/** Where the two kinds differ: how exact they are while many count at once. */
export const crowdPromises = (promise: CachePromise): void => {
  promise('of many who count at once each has a place of his own', async ({ one, other }) => {
    const counts = await Promise.all(
      Array.from({ length: 200 }, (_, nth) =>
        (nth % 2 ? one : other).counters('a').add('key', 1, 60)
      )
    )
    const used = counts.map((count) => count.used).sort((a, b) => a - b)
    assert.deepEqual(
      used,
      Array.from({ length: 200 }, (_, nth) => nth + 1)
    )
  })

  promise('lagging counters lose nothing of what many count at once', async ({ one, other }) => {
    const caches = [one, other]
    await Promise.all(
      Array.from({ length: 500 }, (_, nth) =>
        caches[nth % 2]?.laggingCounters('a').add(`key ${nth % 5}`, 1, 60)
      )
    )
    for (const cache of caches)
      for (let key = 0; key < 5; key++)
        await usedBecomes(cache.laggingCounters('a'), `key ${key}`, 100)
  })
}

const usedBecomes = (counters: Counters, key: string, used: number): Promise<unknown> =>
  until(`${used} are counted`, async () => (await counters.read(key)).used === used)
