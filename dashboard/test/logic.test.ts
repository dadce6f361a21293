import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytesText, formatter } from '../src/lib/format.ts'
import { linkingAddress } from '../src/lib/linking-address.ts'
import { nextAddress } from '../src/lib/next-address.ts'
import { sendSamples } from '../src/lib/samples.ts'
import { needsAttention, needsLink } from '../src/lib/session-needs.ts'
import { staleBy } from '../src/lib/stale.ts'
import { isLevel, newestFirst } from '../src/pages/admin/log-lines.ts'
import { changesOf } from '../src/pages/numbers/settings-changes.ts'

test('a login leads to pages of the dashboard alone, whatever the address asks for', () => {
  const cases: [unknown, string][] = [
    ['/numbers', '/numbers'],
    ['/messages?status=failed&text=a%20b', '/messages?status=failed&text=a%20b'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/a\\..\\b', '/'],
    ['/\t/evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['numbers', '/'],
    ['', '/'],
    [undefined, '/'],
    [{}, '/']
  ]
  for (const [wanted, led] of cases) assert.equal(nextAddress(wanted), led, String(wanted))
})

test('times and sizes are written in the largest unit that fits', () => {
  const { distance, number } = formatter('en-u-nu-latn')
  const now = Date.parse('2030-01-01T00:00:00Z')
  const before = (seconds: number) => distance(new Date(now - seconds * 1000).toISOString(), now)
  assert.deepEqual([0, 30, 90, 7_200, 200_000, -120].map(before), [
    'now',
    '30 sec. ago',
    '1 min. ago',
    '2 hr. ago',
    '2 days ago',
    'in 2 min.'
  ])
  assert.equal(number(12_345), '12,345')
  assert.equal(formatter('ar-u-nu-arab').number(12_345), '١٢٬٣٤٥')
  assert.equal(formatter('ar-u-nu-latn').number(12_345), '12,345')
  assert.deepEqual([0, 999, 1_500, 20_000, 5_200_000, 3e9].map(bytesText), [
    '0 B',
    '999 B',
    '1.5 kB',
    '20 kB',
    '5.2 MB',
    '3.0 GB'
  ])
})

test('the linking page is on the port of its own where there is one', () => {
  const here = {
    protocol: 'http:',
    hostname: '127.0.0.1',
    origin: 'http://127.0.0.1:3000'
  }
  const cases: [string, string][] = [
    ['3001', 'http://127.0.0.1:3001/session/x'],
    ['', 'http://127.0.0.1:3000/session/x'],
    ['__SESSION_AUTH_PORT__', 'http://127.0.0.1:3000/session/x']
  ]
  for (const [port, address] of cases)
    assert.equal(linkingAddress('/session/x', here, port), address)
})

test('a number asks for its phone, or for attention, when it needs them', () => {
  const cases = [
    ['created', null, true, false],
    ['qr', '201001234567', true, false],
    ['passkey_required', null, true, false],
    ['connected', '201001234567', false, false],
    ['stopped', '201001234567', false, false],
    ['reconnecting', '201001234567', false, true],
    ['logged_out', '201001234567', true, true],
    ['failed', '201001234567', false, true]
  ] as const
  for (const [status, phone_number, link, attention] of cases) {
    assert.equal(needsLink({ status, phone_number }), link, status)
    assert.equal(needsAttention({ status, phone_number, limited: null }), attention, status)
  }
})

test('only what was changed in the settings of a number is sent', () => {
  const session = {
    session_name: 'Shop',
    webhook_url: 'https://a.example/',
    pacing: { messages_per_minute: 20, pause_between_messages_ms: null }
  }
  const same = {
    session_name: 'Shop',
    webhook_url: 'https://a.example/',
    proxy: '',
    messages_per_minute: '20',
    pause_between_messages_ms: ''
  }
  const cases: [Partial<typeof same>, object][] = [
    [{}, {}],
    [{ session_name: ' New ' }, { session_name: 'New' }],
    [{ webhook_url: '' }, { webhook_url: null }],
    [{ proxy: 'none' }, { proxy: null }],
    [{ proxy: 'socks5://h:1' }, { proxy: 'socks5://h:1' }],
    [
      { messages_per_minute: '' },
      { pacing: { messages_per_minute: null, pause_between_messages_ms: null } }
    ],
    [
      { pause_between_messages_ms: '500' },
      { pacing: { messages_per_minute: 20, pause_between_messages_ms: 500 } }
    ]
  ]
  for (const [change, sent] of cases)
    assert.deepEqual(changesOf({ ...same, ...change }, session), sent)
})

test('an event makes the lists stale that show what it tells of', () => {
  assert.deepEqual(staleBy('message.received'), ['messages'])
  assert.deepEqual(staleBy('chat.updated'), [])
  assert.deepEqual(staleBy('group.updated'), ['groups'])
  assert.deepEqual(staleBy('status.viewed'), ['statuses'])
  assert.deepEqual(staleBy('media.ready'), ['messages', 'statuses'])
  assert.deepEqual(staleBy('contact.opted_out'), ['opt-outs'])
  assert.deepEqual(staleBy('session.qr'), ['sessions'])
  assert.deepEqual(staleBy('something.else'), [])
})

test('samples can be pasted as they are, whatever the text has in it', () => {
  const { curl, Node, Python } = sendSamples({
    url: 'http://h',
    key: 'wak_1',
    session_id: 'ses_1',
    to: '+1',
    text: `it's "so" \\ \n`
  })
  assert.ok(curl.includes(`it'\\''s`))
  for (const sample of [Node, Python]) assert.ok(sample.includes('\\"so\\"'))
})

test('lines of a log come newest first, and each keeps its name when others come or go', () => {
  const line = (message: string) => ({ time: null, level: null, message, fields: {} })
  const named = newestFirst([line('a'), line('b'), line('a')])
  assert.deepEqual(
    named.map((one) => one.line.message),
    ['a', 'b', 'a']
  )
  const names = named.map(({ key }) => key)
  assert.equal(new Set(names).size, 3)
  const more = newestFirst([line('a'), line('b'), line('a'), line('c')])
  assert.deepEqual(
    more.slice(1).map(({ key }) => key),
    names
  )
  assert.deepEqual(['warn', 'loud', 'toString', ''].map(isLevel), [true, false, false, false])
})
