import assert from 'node:assert/strict'
import { test } from 'node:test'

type Answers = {
  readSignature(text: string, options: { challenge: string }): unknown
}

// Plain JavaScript, as browsers get it.
const script: string = '../../src/http/pages/passkey-answer.js'
const { readSignature } = (await import(script)) as Answers

const options = { challenge: Buffer.alloc(32, 1).toString('base64url') }

const signed = (client: object = {}) => ({
  id: 'abc',
  rawId: 'abc',
  type: 'public-key',
  response: {
    clientDataJSON: Buffer.from(
      JSON.stringify({
        type: 'webauthn.get',
        challenge: options.challenge,
        origin: 'https://web.whatsapp.com',
        ...client
      })
    ).toString('base64url'),
    authenticatorData: 'AAAA',
    signature: 'BBBB',
    userHandle: null
  }
})

test('a signature that was pasted is taken as it is, with what copying adds around it', () => {
  const text = JSON.stringify(signed())
  for (const pasted of [text, `\n  ${text} \n`, JSON.stringify({ assertion: signed() })])
    assert.deepEqual(readSignature(pasted, options), signed())
})

test('what was pasted and is not the signature that is asked for is refused with what to do', () => {
  const { response } = signed()
  const cases: [string, string][] = [
    ['', 'signature_unreadable'],
    ['hello', 'signature_unreadable'],
    [JSON.stringify(signed()).slice(0, -5), 'signature_unreadable'],
    ['null', 'signature_incomplete'],
    ['[]', 'signature_incomplete'],
    [
      JSON.stringify({ ...signed(), response: { ...response, signature: 7 } }),
      'signature_incomplete'
    ],
    [
      JSON.stringify({ ...signed(), response: { ...response, clientDataJSON: 'x' } }),
      'signature_damaged'
    ],
    [JSON.stringify(signed({ challenge: 'other' })), 'signature_earlier'],
    [JSON.stringify(signed({ origin: 'https://evil.example' })), 'signature_elsewhere']
  ]
  for (const [pasted, expected] of cases)
    assert.throws(() => readSignature(pasted, options), { message: expected }, pasted)
})
