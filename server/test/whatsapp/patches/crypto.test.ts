import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { Curve } from 'baileys/lib/Utils/crypto.js'
import { createKeyStock } from '../../../src/whatsapp/baileys/keys/key-stock.ts'
import { replaceCrypto } from '../../../src/whatsapp/baileys/patches/crypto.ts'

const load = createRequire(import.meta.resolve('baileys'))
const crypto = load('libsignal/src/crypto.js')
const curve = load('libsignal/src/curve.js')
// What they were before.
const slow = { ...crypto, ...curve }
const stock = createKeyStock()
replaceCrypto(stock)

test('messages are authenticated as libsignal does it', () => {
  for (const length of [0, 1, 32, 55, 64, 1000]) {
    const key = randomBytes(32)
    const data = randomBytes(length)
    const expected = createHmac('sha256', key).update(data).digest()
    assert.deepEqual(crypto.calculateMAC(key, data), expected)
  }
})

test('keys are derived as libsignal does it, whatever the salt and however many', () => {
  for (const [info, chunks] of [
    ['WhisperMessageKeys', undefined],
    ['WhisperRatchet', 2],
    ['WhisperText', 1]
  ] as const) {
    for (const salt of [Buffer.alloc(32), randomBytes(32)]) {
      const input = randomBytes(info === 'WhisperText' ? 128 : 32)
      const args = [input, salt, Buffer.from(info), chunks] as const
      const derived = crypto.deriveSecrets(...args)
      assert.deepEqual(derived, slow.deriveSecrets(...args))
      for (const one of derived) assert.ok(one instanceof Buffer)
    }
  }
})

test('new keys agree with those of libsignal, in either role', () => {
  const ours = curve.generateKeyPair()
  const theirs = slow.generateKeyPair()
  assert.equal(ours.pubKey.length, 33)
  assert.equal(ours.privKey.length, 32)
  const shared = slow.calculateAgreement(ours.pubKey, theirs.privKey)
  assert.deepEqual(curve.calculateAgreement(theirs.pubKey, ours.privKey), shared)
  // The same key read back from the disk.
  const stored = Buffer.from(ours.privKey)
  assert.deepEqual(curve.calculateAgreement(theirs.pubKey, stored), shared)
  const pair = Curve.generateKeyPair()
  assert.deepEqual(
    Curve.sharedKey(pair.private, theirs.pubKey),
    slow.calculateAgreement(Buffer.concat([Buffer.from([5]), pair.public]), theirs.privKey)
  )
})

test('a signature made by one holds for the other, and a wrong one does not', () => {
  const pair = slow.generateKeyPair()
  const message = randomBytes(100)
  assert.ok(slow.verifySignature(pair.pubKey, message, Curve.sign(pair.privKey, message)))
  const signature = slow.calculateSignature(pair.privKey, message)
  assert.ok(Curve.verify(pair.pubKey, message, signature))
  assert.ok(Curve.verify(pair.pubKey.subarray(1), message, signature))
  assert.ok(curve.verifySignature(pair.pubKey, message, signature))

  signature[5] ^= 1
  assert.equal(Curve.verify(pair.pubKey, message, signature), false)
  assert.equal(curve.verifySignature(pair.pubKey, message, signature), false)
  assert.equal(Curve.verify(randomBytes(7), message, signature), false)
  assert.equal(Curve.verify(pair.pubKey, message, Buffer.alloc(3)), false)
})

test('keys made in advance are keys like others, and none is given twice', async () => {
  await stock.fill(100)
  const theirs = slow.generateKeyPair()
  const given = Array.from({ length: 150 }, () => Curve.generateKeyPair())
  assert.equal(new Set(given.map((pair) => pair.private.toString())).size, given.length)
  for (const pair of given) {
    const typed = Buffer.concat([Buffer.from([5]), pair.public])
    assert.deepEqual(
      Curve.sharedKey(pair.private, theirs.pubKey),
      slow.calculateAgreement(typed, theirs.privKey)
    )
  }
  assert.equal(stock.take(), undefined)
})
