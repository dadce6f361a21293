import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { test } from 'node:test'
import fc from 'fast-check'
import { buildConnector } from 'undici'
import { refuseWebhookUrl } from '../../src/domain/webhook-url.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { judgeAddress } from '../../src/lib/judge-address.ts'
import { parseNetworks } from '../../src/lib/networks.ts'
import { ConfigError, readConfig } from '../../src/main/config/config.ts'
import { openedNetworks } from '../../src/main/opened-networks.ts'
import { createAddressGuard } from '../../src/webhooks/guard-address.ts'
import type { Dial } from '../../src/webhooks/guarded-connector.ts'
import { createPoster } from '../../src/webhooks/post.ts'
import { answered_names, closed_hosts, public_hosts } from '../../testkit/address-forms.ts'
import { receiver } from '../../testkit/delivery-fixture.ts'

const never = new AbortController().signal

/** A poster that notes where it would connect to, as the network of Node would, and connects to nothing. */
const recordingPoster = (
  t: { after(end: () => unknown): void },
  options: { allowed?: string; names?: Record<string, string[]> } = {}
) => {
  const dialled: string[] = []
  const dial: Dial =
    ({ lookup }) =>
    (to, answer) => {
      const notDialled = (): void => answer(new Error('nothing is dialled here'), null)
      if (isIP(to.hostname) !== 0) {
        dialled.push(to.hostname)
        return notDialled()
      }
      lookup(to.hostname, { all: true }, (error, addresses) => {
        if (error) return answer(error, null)
        for (const one of [addresses].flat())
          dialled.push(typeof one === 'string' ? one : one.address)
        notDialled()
      })
    }
  const guard = createAddressGuard(parseNetworks(options.allowed ?? '') ?? [], async (name) =>
    (options.names?.[name] ?? []).map((address) => ({ address, family: isIP(address) || 4 }))
  )
  const poster = createPoster({
    timeout_ms: 10_000,
    guard,
    user_agent: 'test',
    clock: systemClock,
    dial
  })
  t.after(() => poster.close())
  return { dialled, post: (url: string) => poster.post(url, '{}', {}, never) }
}

test('whatever form an address is written in, a webhook connects to public ones only', async (t) => {
  assert.ok(closed_hosts.length + public_hosts.length + answered_names.length >= 200)
  for (const scheme of ['http', 'https']) {
    for (const host of closed_hosts) {
      const { dialled, post } = recordingPoster(t)
      const url = `${scheme}://${host}:8080/latest/meta-data`
      assert.equal(refuseWebhookUrl(url), null, `${host} is a URL`)
      const { ok, error } = await post(url)
      assert.deepEqual([ok, dialled], [false, []], host)
      assert.match(error ?? '', /is not public/, host)
    }
    for (const [host, address] of public_hosts) {
      const { dialled, post } = recordingPoster(t)
      await post(`${scheme}://${host}/hook`)
      assert.deepEqual(dialled, [address], host)
    }
  }
})

test('what a name leads to is judged when the connection is made, and is not told', async (t) => {
  for (const [name, answers, expected] of answered_names) {
    const { hostname } = new URL(`http://${name}/`)
    const { dialled, post } = recordingPoster(t, { names: { [hostname]: answers } })
    const { error } = await post(`http://${name}/hook`)
    assert.deepEqual(dialled, expected, name)
    if (expected.length > 0) continue
    assert.match(error ?? '', /leads to an address that is not public/, name)
    for (const answer of answers) assert.ok(!error?.replaceAll(hostname, '').includes(answer))
  }
})

test('a name that is public when it is looked at and private when it is called reaches nothing private', async (t) => {
  const answers = [['93.184.216.34'], ['169.254.169.254'], ['127.0.0.1'], ['93.184.216.34']]
  const names = Object.defineProperty({} as Record<string, string[]>, 'rebound.example', {
    get: () => answers.shift() ?? []
  })
  const { dialled, post } = recordingPoster(t, { names })
  for (let turn = 0; turn < 4; turn++) await post('http://rebound.example/hook')
  assert.deepEqual(dialled, ['93.184.216.34', '93.184.216.34'])
})

test('a host with a zone is no webhook address', () => {
  for (const host of [
    '[fe80::1%eth0]',
    '[fe80::1%25eth0]',
    '[::1%lo]',
    '127.0.0.256',
    '1.2.3.4.5'
  ]) {
    assert.equal(refuseWebhookUrl(`http://${host}/`), 'Must be a URL.', host)
  }
})

test('the list of whoever runs the service opens what it names and nothing else', async (t) => {
  const networks = '10.1.0.0/16, 192.168.7.7,fd12::/16 , loopback, 64:ff9b::/96'
  const { dialled, post } = recordingPoster(t, {
    allowed: networks,
    names: { 'crm.internal': ['10.1.2.3', '10.2.2.3'] }
  })
  const opened = [
    ['10.1.2.3', '10.1.2.3'],
    ['192.168.7.7', '192.168.7.7'],
    ['[fd12::5]', 'fd12::5'],
    ['127.0.0.9', '127.0.0.9'],
    ['[::1]', '::1'],
    ['[::ffff:10.1.0.1]', '::ffff:a01:1'],
    ['[64:ff9b::8.8.8.8]', '64:ff9b::808:808'],
    ['[64:ff9b::10.1.0.1]', '64:ff9b::a01:1'],
    ['crm.internal', '10.1.2.3'],
    ['8.8.8.8', '8.8.8.8']
  ]
  for (const [host] of opened) await post(`http://${host}/`)
  assert.deepEqual(
    dialled,
    opened.map(([, address]) => address)
  )
  for (const host of [
    '10.2.0.1',
    '192.168.7.8',
    '[fd13::1]',
    '[64:ff9b::10.2.0.1]',
    '172.16.0.1'
  ]) {
    assert.equal((await post(`http://${host}/`)).error?.includes('is not public'), true, host)
  }
  assert.equal(dialled.length, opened.length)
})

test('no list opens link-local addresses, metadata or what means every host', () => {
  const everything = parseNetworks('0.0.0.0/0, ::/0') ?? []
  const shut = [
    ...['0.0.0.0', '0.9.9.9', '169.254.169.254', '169.254.1.1', '255.255.255.255', '224.0.0.251'],
    ...[
      '168.63.129.16',
      '100.100.100.200',
      '192.0.0.192',
      '::',
      'fe80::1',
      'fe80::1%eth0',
      'ff02::1'
    ],
    ...[
      'fd00:ec2::254',
      'fd20:ce::254',
      'fd00:42::42',
      '::ffff:169.254.169.254',
      '::169.254.169.254'
    ],
    ...[
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1:a9fe:a9:fe00::',
      '64:ff9b:1::a9fe:a9fe',
      '2002:a9fe:a9fe::'
    ],
    ...['2001:0:a9fe:a9fe::', '2001:0:808:808::5601:5601', '::ffff:0:169.254.169.254'],
    ...['2a01:4f8::5efe:169.254.169.254', '']
  ]
  for (const address of shut) assert.equal(judgeAddress(address, everything), 'closed', address)
  for (const address of [
    '10.0.0.1',
    '127.0.0.1',
    '::1',
    'fd00::1',
    '64:ff9b::10.0.0.1',
    '4000::1'
  ]) {
    assert.equal(judgeAddress(address, everything), 'allowed', address)
  }
})

test('by default no address is open that is not public, of all there are', () => {
  const word = fc.integer({ min: 0, max: 0xffff })
  const prefixes = ['::', '::ffff:', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', 'fe80::', 'fc00::']
  fc.assert(
    fc.property(fc.constantFrom(...prefixes), word, word, (prefix, high, low) => {
      const address = `${prefix}${high.toString(16)}:${low.toString(16)}`
      const four = [high >> 8, high & 255, low >> 8, low & 255].join('.')
      const expected = prefix === '::ffff:' ? judgeAddress(four) : 'closed'
      assert.equal(judgeAddress(address), expected, address)
    }),
    { numRuns: 2_000 }
  )
  fc.assert(
    fc.property(fc.tuple(word, word, word, word, word, word, word, word), (words) => {
      const address = words.map((one) => one.toString(16)).join(':')
      const first = words[0]
      const is_global = first >= 0x2000 && first <= 0x3fff
      if (!is_global) assert.equal(judgeAddress(address), 'closed', address)
    }),
    { numRuns: 2_000 }
  )
  // An IPv4 address is judged the same however it is written in a URL.
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (number) => {
      const forms = [number, `0x${number.toString(16)}`, `0${number.toString(8)}`]
      const verdicts = forms.map((form) => judgeAddress(new URL(`http://${form}/`).hostname))
      assert.equal(new Set(verdicts).size, 1)
    })
  )
})

test('nothing that a receiver in a private network answers is kept', async (t) => {
  const target = await receiver(t, (response) => response.writeHead(500).end('the secret inside'))
  const guard = createAddressGuard(parseNetworks('loopback') ?? [], async () => [
    { address: '127.0.0.1', family: 4 }
  ])
  const poster = createPoster({
    timeout_ms: 10_000,
    guard,
    user_agent: 'test',
    clock: systemClock
  })
  t.after(() => poster.close())
  for (const url of [target.url, target.url.replace('127.0.0.1', 'named.example')]) {
    const { error } = await poster.post(url, '{}', {}, never)
    assert.equal(error, 'It answered 500.')
  }
  assert.equal(target.received.length, 2)
})

test('of what a receiver on the internet answers, the beginning is kept as one line', async (t) => {
  const target = await receiver(t, (response) =>
    response.writeHead(500).end(`the database is\n on fire\u202e ${'x'.repeat(5_000)}`)
  )
  const guard = createAddressGuard([], async () => [{ address: '93.184.216.34', family: 4 }])
  // The internet, as far as this test goes, is this machine under another address.
  const dial: Dial = (build) => {
    const connect = buildConnector(build)
    return (to, answer) =>
      connect({ ...to, hostname: '127.0.0.1' }, (...[error, socket]) => {
        if (error) return answer(error, null)
        Object.defineProperty(socket, 'remoteAddress', { value: '93.184.216.34' })
        answer(null, socket)
      })
  }
  const options = { timeout_ms: 10_000, guard, user_agent: 'test', clock: systemClock, dial }
  const poster = createPoster(options)
  t.after(() => poster.close())
  const url = target.url.replace('127.0.0.1', 'named.example')
  const { error } = await poster.post(url, '{}', {}, never)
  assert.match(error ?? '', /^It answered 500: the database is on fire x+$/)
  assert.ok((error ?? '').length < 250)
})

test('where the service itself listens opens nothing to webhooks, and a list that cannot be read is refused at the start', () => {
  const config = readConfig({ HOST: '127.0.0.1' })
  assert.equal(config.WEBHOOK_ALLOWED_ADDRESSES, undefined)
  assert.equal(readConfig({ WEBHOOK_ALLOWED_ADDRESSES: 'loopback, 10.0.0.0/8' }).HOST, '127.0.0.1')
  for (const list of ['localhost', '10.0.0.0/33', '10.1', 'all', '10.0.0.0/8/8', 'fe80::1%eth0']) {
    assert.throws(() => readConfig({ WEBHOOK_ALLOWED_ADDRESSES: list }), ConfigError, list)
  }
})

test('the setting of before opens loopback and private networks when it says allow, and nothing otherwise', () => {
  const opened = (environment: Record<string, string>): string[] =>
    openedNetworks(readConfig(environment)).map(([address]) => address.toString())
  assert.deepEqual(opened({}), [])
  assert.deepEqual(opened({ WEBHOOK_PRIVATE_ADDRESSES: 'auto', HOST: '127.0.0.1' }), [])
  assert.deepEqual(opened({ WEBHOOK_PRIVATE_ADDRESSES: 'deny' }), [])
  const allowed = ['127.0.0.0', '::1', '10.0.0.0', '172.16.0.0', '192.168.0.0', 'fc00::']
  assert.deepEqual(opened({ WEBHOOK_PRIVATE_ADDRESSES: 'allow' }), allowed)
  assert.deepEqual(opened({ WEBHOOK_ALLOWED_ADDRESSES: 'loopback, private' }), allowed)
})
