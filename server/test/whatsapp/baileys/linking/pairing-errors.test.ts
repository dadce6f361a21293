import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '../../../../src/domain/errors.ts'
import {
  PairingRefused,
  PairingUnanswered,
  pairingFailure
} from '../../../../src/whatsapp/baileys/linking/pairing-errors.ts'
import { SendInterrupted } from '../../../../src/whatsapp/send-errors.ts'

test('why there is no pairing code is told with what to do about it', () => {
  const rows: [string, unknown, code: string, detail: RegExp | null][] = [
    [
      'the number is not taken',
      new PairingRefused(400),
      'pairing_code_refused',
      /\(400\).*scan the QR code/
    ],
    ['not by a code', new PairingRefused(403), 'pairing_code_refused', /\(403\).*scan the QR code/],
    ['no such account', new PairingRefused(404), 'pairing_code_refused', /\(404\)/],
    ['something to do first', new PairingRefused(428), 'pairing_code_refused', /\(428\)/],
    [
      'an unknown reason',
      new PairingRefused(499),
      'pairing_code_refused',
      /with code 499\. Try again/
    ],
    ['no reason', new PairingRefused(null), 'pairing_code_refused', /without a reason\. Try again/],
    ['code 0 is a code', new PairingRefused(0), 'pairing_code_refused', /with code 0\./],
    ['too many', new PairingRefused(429), 'pairing_code_limited', null],
    ['no answer', new PairingUnanswered(), 'pairing_code_unanswered', null],
    ['the connection went away', new SendInterrupted('gone'), 'qr_not_ready', null]
  ]
  for (const [title, error, code, detail] of rows) {
    const told = pairingFailure(error)
    assert.ok(told instanceof AppError, title)
    assert.equal(told.code, code, title)
    assert.equal(told.cause, error, title)
    if (detail) assert.match(told.detail ?? '', detail, title)
    assert.equal(told.retry_after_s, code === 'pairing_code_limited' ? 300 : undefined, title)
  }
})

test('what is none of these stays what it was', () => {
  const error = new TypeError('a fault of ours')
  assert.equal(pairingFailure(error), error)
  assert.equal(pairingFailure(null), null)
})
