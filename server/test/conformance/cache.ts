import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type Cache, type Counters, value_length_max } from '../../src/cache/contract.ts'
import { until } from '../../testkit/until.ts'

/** Two processes' views of one cache; of a cache that one process has for itself, twice the same. */
export type OpenCaches = (t: TestContext) => Promise<{ one: Cache; other: Cache }>

type Options = { skip?: string | false }

/** What strangers choose as keys: any text, of any length. */
const odd_keys = [
  '',
  ' ',
  'a\nb',
  'ü 😀',
  '__proto__',
  '*',
  'a:b',
  'x'.repeat(100_000),
  '\u0000\r\n'
]

/** Holds an implementation to the promises of `cache/contract.ts`. Call it once for each. */
export const cacheConformance = (name: string, open: OpenCaches, options: Options = {}): void => {
  const promise = (title: string, work: (t: TestContext) => Promise<void>): void =>
    void test(`cache ${name}: ${title}`, { skip: options.skip ?? false }, work)

  for (const kind of ['counters', 'laggingCounters'] as const) {
    promise(`${kind} of one name are one, whoever counts`, async (t) => {
      const { one, other } = await open(t)
      assert.deepEqual(await one[kind]('a').add('key', 2, 60), { used: 2, reset_s: 60 })
      await other[kind]('a').add('key', 1, 60)
      for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 3)
      assert.ok((await other[kind]('a').read('key')).reset_s > 0)
    })

    promise(`${kind}: a window ends, and the next count begins another`, async (t) => {
      const { one, other } = await open(t)
      await one[kind]('a').add('key', 5, 1)
      await usedBecomes(other[kind]('a'), 'key', 5)
      for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 0)
      assert.equal((await other[kind]('a').add('key', 1, 60)).used, 1)
    })

    promise(`${kind}: what is taken back never makes a count negative`, async (t) => {
      const { one, other } = await open(t)
      const counters = one[kind]('a')
      await counters.add('key', 2, 60)
      await counters.add('key', -1, 60)
      for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 1)
      await counters.add('key', -5, 60)
      for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 0)
      await counters.add('key', 1, 60)
      for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 1)
    })

    promise(`${kind}: what is forgotten is forgotten for all`, async (t) => {
      const { one, other } = await open(t)
      await one[kind]('a').add('key', 3, 60)
      await usedBecomes(other[kind]('a'), 'key', 3)
      await other[kind]('a').forget('key')
      for (const cache of [one, other]) await usedBecomes(cache[kind]('a'), 'key', 0)
    })

    promise(`${kind}: names and keys are apart, whatever characters they have`, async (t) => {
      const { one } = await open(t)
      for (const [index, key] of odd_keys.entries())
        assert.equal((await one[kind]('a').add(key, index + 1, 60)).used, index + 1)
      for (const [index, key] of odd_keys.entries())
        await usedBecomes(one[kind]('a'), key, index + 1)
      for (const key of odd_keys) assert.equal((await one[kind]('b').read(key)).used, 0)
    })

    promise(`${kind}: reading counts nothing and begins no window`, async (t) => {
      const { one } = await open(t)
      assert.deepEqual(await one[kind]('a').read('key'), { used: 0, reset_s: 0 })
      assert.deepEqual(await one[kind]('a').add('key', 1, 30), { used: 1, reset_s: 30 })
    })
  }

  promise('of many who count at once each has a place of his own', async (t) => {
    const { one, other } = await open(t)
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

  promise('lagging counters lose nothing of what many count at once', async (t) => {
    const { one, other } = await open(t)
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

  promise('a value is there for all until it is over, replaced or deleted', async (t) => {
    const { one, other } = await open(t)
    const [here, there] = [one.values('a'), other.values('a')]
    assert.equal(await there.get('key'), null)
    await here.set('key', 'first', 60)
    assert.equal(await there.get('key'), 'first')
    await there.set('key', 'second \u0000 😀', 60)
    assert.equal(await here.get('key'), 'second \u0000 😀')
    assert.equal(await other.values('b').get('key'), null)
    await here.delete('key')
    assert.equal(await there.get('key'), null)
    await here.set('short', 'soon over', 0.2)
    await until('the value is over', async () => (await there.get('short')) === null)
    for (const key of odd_keys) await here.set(key, `of ${key.length}`, 60)
    for (const key of odd_keys) assert.equal(await there.get(key), `of ${key.length}`)
  })

  promise('a value that is too large is refused, and the one before it stays', async (t) => {
    const { one } = await open(t)
    const values = one.values('a')
    await values.set('key', 'x'.repeat(value_length_max), 60)
    await assert.rejects(values.set('key', 'x'.repeat(value_length_max + 1), 60), RangeError)
    assert.equal((await values.get('key'))?.length, value_length_max)
  })

  promise('a message reaches every listener once and in order, and nobody else', async (t) => {
    const { one, other } = await open(t)
    const heard: string[][] = [[], [], [], []]
    const listener = (nth: number) => ({
      message: (text: string) => void heard[nth]?.push(text),
      missed: () => undefined
    })
    await one.channel('a').subscribe(listener(0))
    const end = await other.channel('a').subscribe(listener(1))
    await one.channel('a').subscribe(listener(2))
    await one.channel('b').subscribe(listener(3))
    const texts = Array.from({ length: 50 }, (_, nth) => `${nth} with spaces and 😀`)
    for (const text of texts) await one.channel('a').publish(text)
    await until('all have heard', () => heard.slice(0, 3).every((one) => one.length >= 50))
    await end()
    await other.channel('a').publish('last')
    await until('the others have heard', () => heard[0]?.length === 51 && heard[2]?.length === 51)
    assert.deepEqual(heard, [[...texts, 'last'], texts, [...texts, 'last'], []])
  })

  promise('a listener that throws keeps the message from nobody', async (t) => {
    const { one, other } = await open(t)
    const heard: string[] = []
    await other.channel('a').subscribe({
      message: () => {
        throw new Error('of a listener')
      },
      missed: () => undefined
    })
    await other.channel('a').subscribe({
      message: (text) => void heard.push(text),
      missed: () => undefined
    })
    await one.channel('a').publish('news')
    await until('the other has heard', () => heard.length === 1)
  })

  promise('it says that it is there', async (t) => {
    const { one } = await open(t)
    assert.equal(await one.state(), 'ok')
  })
}

const usedBecomes = (counters: Counters, key: string, used: number): Promise<unknown> =>
  until(`${used} are counted`, async () => (await counters.read(key)).used === used)
