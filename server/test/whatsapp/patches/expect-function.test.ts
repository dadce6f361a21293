import assert from 'node:assert/strict'
import { test } from 'node:test'
import { expectFunction } from '../../../src/whatsapp/baileys/patches/expect-function.ts'

test('a patch of a function that the library no longer has is refused by its name', () => {
  expectFunction({ sign: () => undefined }, 'sign')
  for (const changed of [{}, { sign: 'elsewhere' }, null, undefined])
    assert.throws(() => expectFunction(changed, 'sign', 'libsignal'), {
      message: 'libsignal has changed: sign is not where it was'
    })
})
