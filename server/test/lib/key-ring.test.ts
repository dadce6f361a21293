import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seal } from '../../src/lib/crypto.ts'
import {
  createKeyRing,
  joinRings,
  sealedPrefix,
  sealWith,
  unsealWith
} from '../../src/lib/key-ring.ts'

const key = (byte: number): Buffer => Buffer.alloc(32, byte)
const secret = Buffer.from('a secret')
const open = (ring: ReturnType<typeof createKeyRing>, sealed: Buffer, context = 'here'): string =>
  unsealWith(ring, sealed, context).toString()

test('what a ring has sealed it opens, and no two seals of one secret are alike', () => {
  const ring = createKeyRing([key(1)])
  const [one, other] = [sealWith(ring, secret, 'here'), sealWith(ring, secret, 'here')]
  assert.deepEqual([open(ring, one), open(ring, other)], ['a secret', 'a secret'])
  assert.notDeepEqual(one, other)
  assert.ok(!one.includes(secret))
})

test('a sealed value is bound to its place: elsewhere it does not open', () => {
  const ring = createKeyRing([key(1)])
  const sealed = sealWith(ring, secret, 'here')
  for (const context of ['there', '', 'here ', 'HERE']) {
    assert.throws(() => open(ring, sealed, context), /no key opens this/)
  }
})

test('a sealed value of which one bit was changed, or that was cut, does not open', () => {
  const ring = createKeyRing([key(1)])
  const sealed = sealWith(ring, secret, 'here')
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.throws(() => open(ring, changed), /no key opens this/, `byte ${at}`)
    assert.throws(() => open(ring, sealed.subarray(0, at)), /no key opens this/, `cut at ${at}`)
  }
})

test('the first key seals, all of them open, and a key that is gone opens nothing', () => {
  const before = sealWith(createKeyRing([key(1)]), secret, 'here')
  const both = createKeyRing([key(2), key(1)])
  assert.equal(open(both, before), 'a secret')
  const after = sealWith(both, secret, 'here')
  assert.equal(open(createKeyRing([key(2)]), after), 'a secret')
  assert.throws(() => open(createKeyRing([key(1)]), after), /no key opens this/)
})

test('what was sealed before keys had names is opened by any key of the ring', () => {
  const old = seal(key(1), secret, 'here')
  assert.equal(open(createKeyRing([key(2), key(1)]), old), 'a secret')
  assert.throws(() => open(createKeyRing([key(2)]), old), /no key opens this/)
})

test('the name of a key stands before what it has sealed, and tells nothing of the key', () => {
  const ring = createKeyRing([key(1)])
  const prefix = sealedPrefix(ring.current())
  assert.deepEqual(sealWith(ring, secret, 'here').subarray(0, prefix.length), prefix)
  assert.ok(!key(1).includes(prefix.subarray(1)))
  assert.equal(
    createKeyRing([key(1)]).current().id,
    ring.current().id,
    'the same key, the same name'
  )
  assert.notEqual(createKeyRing([key(2)]).current().id, ring.current().id)
})

test('a derived ring opens nothing of another purpose, and follows when the keys are replaced', () => {
  const ring = createKeyRing([key(1)])
  const webhooks = ring.derive('webhooks')
  assert.equal(ring.derive('webhooks'), webhooks)
  const sealed = sealWith(webhooks, secret, 'here')
  for (const other of [ring, ring.derive('proxies')])
    assert.throws(() => open(other, sealed), /no key opens this/)
  ring.replace([key(2), key(1)])
  assert.equal(open(webhooks, sealed), 'a secret', 'the old key is still there')
  const newer = sealWith(webhooks, secret, 'here')
  ring.replace([key(2)])
  assert.equal(open(webhooks, newer), 'a secret')
  assert.throws(() => open(webhooks, sealed), /no key opens this/)
})

test('of joined rings the first seals, both open, and a key that both have counts once', () => {
  const [one, other] = [createKeyRing([key(1)]), createKeyRing([key(2), key(1)])]
  const joined = joinRings(one, other)
  assert.equal(joined.keys().length, 2)
  assert.equal(open(one, sealWith(joined, secret, 'here')), 'a secret')
  assert.equal(open(joined, sealWith(other, secret, 'here')), 'a secret')
})

test('a ring without keys seals nothing', () => {
  assert.throws(() => sealWith(createKeyRing([]), secret, 'here'), /a ring has a key/)
})
