import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failureText } from '../../src/webhooks/failure-text.ts'
import { AddressRefused } from '../../src/webhooks/guard-address.ts'

const url = 'https://hooks.example:8443/in?token=secret'
const failed = (code: string | undefined, message = ''): Error =>
  Object.assign(new Error(message), { code })

test('a failure to deliver is told in a sentence, by the first cause that says something', () => {
  const refused = new AddressRefused('The address 10.0.0.1 is not public.')
  const rows: [string, unknown, string][] = [
    ['no such name', failed('ENOTFOUND'), 'The name hooks.example does not exist.'],
    ['no address', failed('ENODATA'), 'The name hooks.example has no address.'],
    ['name server away', failed('EAI_AGAIN'), 'The name hooks.example could not be looked up.'],
    ['refused', failed('ECONNREFUSED'), 'Nothing accepts connections at hooks.example:8443.'],
    [
      'hung up',
      failed('ECONNRESET'),
      'hooks.example:8443 closed the connection without an answer.'
    ],
    ['no route', failed('EHOSTUNREACH'), 'There is no way to hooks.example.'],
    ['too slow', failed('UND_ERR_HEADERS_TIMEOUT'), 'There was no answer in time.'],
    [
      'a bad certificate',
      failed('SELF_SIGNED_CERT_IN_CHAIN'),
      'The TLS certificate of hooks.example is not accepted (SELF_SIGNED_CERT_IN_CHAIN).'
    ],
    [
      'a certificate of another name',
      failed('ERR_TLS_CERT_ALTNAME_INVALID'),
      'The TLS certificate of hooks.example is not accepted (ERR_TLS_CERT_ALTNAME_INVALID).'
    ],
    ['no TLS', failed('EPROTO'), 'hooks.example:8443 does not speak TLS.'],
    ['something else', failed('EWEIRD', 'odd'), 'The connection to hooks.example:8443 failed: odd'],
    ['only a code', failed('EWEIRD'), 'The connection to hooks.example:8443 failed: EWEIRD'],
    [
      'nothing at all',
      failed(undefined),
      'The connection to hooks.example:8443 failed: unknown reason'
    ],
    [
      'a code that is a name of every object',
      failed('constructor', 'odd'),
      'The connection to hooks.example:8443 failed: odd'
    ],
    [
      'behind another error',
      new Error('fetch failed', { cause: failed('ECONNREFUSED') }),
      'Nothing accepts connections at hooks.example:8443.'
    ],
    [
      'a code of its own comes before its cause',
      Object.assign(failed('UND_ERR_SOCKET'), { cause: failed('ENOTFOUND') }),
      'hooks.example:8443 closed the connection without an answer.'
    ],
    [
      'of several addresses the first',
      new AggregateError([failed('ECONNREFUSED'), failed('ENETUNREACH')]),
      'Nothing accepts connections at hooks.example:8443.'
    ],
    ['an address that is refused', refused, refused.message],
    [
      'the same, far behind',
      new Error('a', { cause: new Error('b', { cause: refused }) }),
      refused.message
    ]
  ]
  for (const [title, error, expected] of rows)
    assert.equal(failureText(error, url, false), expected, title)
})

test('what a receiver in a private network may have said is not repeated', () => {
  const rows: [unknown, string][] = [
    [failed('EWEIRD', 'secret'), 'The connection to hooks.example:8443 failed.'],
    [failed(undefined, 'secret'), 'The connection to hooks.example:8443 failed.'],
    [failed('ECONNREFUSED', 'secret'), 'Nothing accepts connections at hooks.example:8443.']
  ]
  for (const [error, expected] of rows) assert.equal(failureText(error, url, true), expected)
})

test('the words of others are short, in one line and whole', () => {
  const told = (message: string): string =>
    failureText(failed(undefined, message), url, false).slice(
      'The connection to hooks.example:8443 failed: '.length
    )
  assert.equal(told('a\r\n\tb\u0000c'), 'a b c')
  assert.equal(told('a\u202eb'), 'a b', 'nothing that turns the text round')
  assert.equal(told('x'.repeat(500)).length, 160)
  assert.equal(told(`${'x'.repeat(159)}😀`), `${'x'.repeat(159)}\ufffd`, 'no half of a character')
  for (const text of ['secret', 'token'])
    assert.ok(!failureText(failed('ENOTFOUND'), url, false).includes(text))
})
