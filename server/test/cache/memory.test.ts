import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryCache } from '../../src/cache/memory.ts'
import { createLog } from '../../src/lib/log.ts'
import { cacheConformance } from '../conformance/cache.ts'

const log = createLog({ level: 'silent', role: 'test' })

cacheConformance('in memory', async () => {
  const cache = createMemoryCache(log)
  return { one: cache, other: cache }
})

test('however many values strangers bring, the memory keeps a bounded number of them', async () => {
  const values = createMemoryCache(log).values('a')
  for (let nth = 0; nth < 20_000; nth++) await values.set(`key ${nth}`, 'x', 60)
  assert.equal(await values.get('key 0'), null)
  assert.equal(await values.get('key 19999'), 'x')
})
