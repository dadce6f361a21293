import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createTokenBucket } from '../../src/lib/token-bucket.ts'

test('a bucket gives out what is in it, says when there is enough again, and is never fuller than full', () => {
  let now_ms = 0
  const bucket = createTokenBucket({ burst: 10, per_s: 2 }, () => now_ms)
  assert.equal(bucket.take(8), 0)
  assert.equal(bucket.take(8), 3, 'six are missing')
  assert.equal(bucket.take(2), 0, 'what was refused took nothing')
  now_ms = 2_900
  assert.equal(bucket.take(6), 1)
  now_ms = 3_000
  assert.equal(bucket.take(6), 0)
  now_ms = 1_000_000
  assert.equal(bucket.take(10), 0)
  assert.equal(bucket.take(1), 1)
})

test('a bucket that is held gives out nothing until then, and goes on as it was', () => {
  let now_ms = 0
  const bucket = createTokenBucket({ burst: 10, per_s: 1 }, () => now_ms)
  assert.equal(bucket.take(9), 0)
  bucket.holdFor(30)
  bucket.holdFor(5)
  assert.equal(bucket.take(1), 30)
  assert.equal(bucket.take(3), 32)
  now_ms = 29_000
  assert.equal(bucket.take(1), 1)
  now_ms = 30_000
  assert.equal(bucket.take(1), 0)
  assert.equal(bucket.take(1), 1)
})
