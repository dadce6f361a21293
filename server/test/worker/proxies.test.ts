import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spawnSimulator } from '@whatsapp-saas/simulator/client'
import { getWAUploadToServer, type SocketConfig } from 'baileys'
import { createTlsCertificates } from '../../../simulator/src/phones/x509.ts'
import { parseProxy } from '../../src/domain/proxy.ts'
import { createLog } from '../../src/lib/log.ts'
import { parseNetworks } from '../../src/lib/networks.ts'
import { createResolver } from '../../src/lib/resolve-name.ts'
import { createBaileysLog } from '../../src/whatsapp/baileys/baileys-log.ts'
import { createProxyAgents } from '../../src/whatsapp/proxy/agents.ts'
import { createDial } from '../../src/whatsapp/proxy/dial.ts'
import { freePort } from '../../testkit/free-port.ts'
import { startProxy, type TestProxy } from '../../testkit/proxies.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { type WorkerBed, workerBed } from '../../testkit/worker-fixture.ts'

const test = sideBySide(2)

const environment = { PROXY_ALLOWED_ADDRESSES: 'loopback' }

const restart = async (bed: WorkerBed, session_id: string): Promise<void> => {
  const res = await bed.call('POST', `/sessions/${session_id}/restart`)
  assert.ok(res.ok, await res.text())
}

const waitReason = (bed: WorkerBed, session_id: string, reason: string) =>
  until(
    `it is told: ${reason}`,
    async () => (await bed.session(session_id)).status_reason === reason,
    30_000
  )

/** Everything that the worker has said and what stands in the tables that customers read. */
const said = async (bed: WorkerBed): Promise<string> =>
  JSON.stringify([
    bed.errors,
    await bed.owner.query('select * from sessions'),
    await bed.owner.query('select * from events'),
    await bed.owner.query('select * from audit_log')
  ])

test('a session with a proxy reaches WhatsApp and its files through it alone, with each kind of proxy', async (t) => {
  // What has no address of its own is loaded from a host that only the proxies know.
  const media_port = await freePort()
  const simulator = await spawnSimulator({ media_port })
  t.after(() => simulator.stop())
  const tls = createTlsCertificates(randomBytes(32), ['127.0.0.1', 'localhost'])
  const ca = join(tmpdir(), `proxy-ca-${process.pid}.pem`)
  await writeFile(ca, tls.ca_pem)
  const bed = await workerBed(t, {
    simulator,
    log_level: 'trace',
    environment: { ...environment, NODE_EXTRA_CA_CERTS: ca }
  })
  const route = (host: string, port: number): number =>
    host === 'mmg.whatsapp.net' ? media_port : port
  const kinds: [string, TestProxy][] = [
    ['http', await startProxy(t, { scheme: 'http', route })],
    [
      'http with credentials',
      await startProxy(t, { scheme: 'http', credentials: 'ann:open-sesame', route })
    ],
    [
      'https',
      await startProxy(t, {
        scheme: 'https',
        credentials: 'ann:open-sesame',
        route,
        tls: { key: tls.key_pem, cert: tls.cert_pem }
      })
    ],
    ['socks5', await startProxy(t, { scheme: 'socks5', route })],
    [
      'socks5 with credentials',
      await startProxy(t, { scheme: 'socks5', credentials: 'ann:open-sesame', route })
    ]
  ]
  const friend = await bed.simulator.createPhone()
  for (const [kind, proxy] of kinds) {
    const session_id = await bed.createSession()
    await bed.setProxy(session_id, proxy.url())
    const { number } = await bed.simulator.createPhone({ history_inline_max: 0 })
    await bed.simulator.say(friend.number, { to: number, text: 'before it was linked' })
    await bed.assign(session_id)
    const { qr } = await until(`${kind}: a code is shown`, async () => {
      const row = await bed.session(session_id)
      return row.qr !== null && { qr: row.qr }
    })
    await bed.simulator.scan(number, qr)
    await bed.waitStatus(session_id, 'connected')
    await bed.accept(session_id, `${friend.number}@s.whatsapp.net`, `hello through ${kind}`)
    await bed.simulator.waitReceived(friend.number, { text: `hello through ${kind}` })
    await until(`${kind}: files come through it`, async () =>
      proxy.led.some((to) => to.startsWith('mmg.whatsapp.net'))
    )
    assert.equal(proxy.refused, 0, kind)
  }
  const { connections_taken, media_connections_taken } = await bed.simulator.stats()
  const led = kinds.reduce((sum, [, proxy]) => sum + proxy.led.length, 0)
  assert.equal(connections_taken + media_connections_taken, led, 'nothing went past the proxies')
  assert.doesNotMatch(await said(bed), /open-sesame|YW5uOm9wZW4tc2VzYW1l/)
})

test('a proxy that is not there, refuses or wants other credentials is told as that, and there is no other way', async (t) => {
  const bed = await workerBed(t, { environment, log_level: 'trace' })
  const picky = await startProxy(t, { scheme: 'http', credentials: 'ann:open-sesame' })
  const picky_socks = await startProxy(t, { scheme: 'socks5', credentials: 'ann:open-sesame' })
  const leads_nowhere = await startProxy(t, { scheme: 'socks5', route: () => 1 })
  // One that takes connections and says nothing.
  const mute = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(mute, 'listening')
  t.after(() => mute.close())
  const mute_port = (mute.address() as AddressInfo).port
  const cases: [string, string][] = [
    [`http://127.0.0.1:${mute_port}`, 'proxy_unreachable'],
    [`https://127.0.0.1:${mute_port}`, 'proxy_unreachable'],
    [`socks5://127.0.0.1:${mute_port}`, 'proxy_unreachable'],
    [`http://127.0.0.1:${await freePort()}`, 'proxy_unreachable'],
    [`socks5://127.0.0.1:${await freePort()}`, 'proxy_unreachable'],
    ['http://no-such-name.invalid:3128', 'proxy_unreachable'],
    // It is no TLS server.
    [picky.url().replace('http:', 'https:'), 'proxy_unreachable'],
    [picky.url('ann:other'), 'proxy_refused'],
    [picky.url(''), 'proxy_refused'],
    [picky_socks.url('ann:other'), 'proxy_refused'],
    [picky_socks.url(''), 'proxy_refused'],
    [leads_nowhere.url(), 'proxy_refused'],
    ['http://169.254.169.254', 'proxy_not_allowed'],
    ['socks5://10.0.0.1', 'proxy_not_allowed']
  ]
  const sessions: [string, string][] = []
  for (const [address, reason] of cases) {
    const session_id = await bed.createSession()
    await bed.setProxy(session_id, address)
    await bed.assign(session_id)
    sessions.push([session_id, reason])
  }
  for (const [session_id, reason] of sessions) {
    await waitReason(bed, session_id, reason)
    const { next_attempt_at, status } = await bed.session(session_id)
    assert.equal(status, 'starting')
    assert.ok(next_attempt_at, 'it is tried again')
  }
  assert.equal((await bed.simulator.stats()).connections_taken, 0)
  assert.ok(picky.refused > 0 && picky_socks.refused > 0)
  assert.doesNotMatch(await said(bed), /open-sesame|ann:other/)
})

test('a session whose proxy dies is told so, and is back when the proxy is', async (t) => {
  const bed = await workerBed(t, { environment })
  const proxy = await startProxy(t, { scheme: 'http' })
  const session_id = await bed.createSession()
  await bed.setProxy(session_id, proxy.url())
  const { number } = await bed.link(session_id)
  const { connections_taken } = await bed.simulator.stats()
  await proxy.stop()
  await waitReason(bed, session_id, 'proxy_unreachable')
  const friend = await bed.simulator.createPhone()
  await bed.simulator.say(friend.number, { to: number, text: 'while it was away' })
  assert.equal((await bed.simulator.stats()).connections_taken, connections_taken)
  await proxy.start()
  await until(
    'it is connected',
    async () => (await bed.session(session_id)).status === 'connected',
    60_000
  )
  await until('what was said arrives', async () =>
    (await bed.messages(session_id)).some((message) => message.direction === 'inbound')
  )
})

test('another proxy is used from the next connection on, none when it is removed, and one that cannot be opened is waited for', async (t) => {
  const bed = await workerBed(t, { environment })
  const [first, second] = [
    await startProxy(t, { scheme: 'http' }),
    await startProxy(t, { scheme: 'socks5' })
  ]
  const session_id = await bed.createSession()
  await bed.setProxy(session_id, first.url())
  await bed.link(session_id)
  const used = first.led.length
  await bed.setProxy(session_id, second.url())
  await restart(bed, session_id)
  await until('the second is used', async () => second.led.length > 0)
  await bed.waitStatus(session_id, 'connected')
  assert.equal(first.led.length, used)
  const { connections_taken } = await bed.simulator.stats()
  await bed.owner.query(
    "update session_proxies set sealed = null, handed_in = 'not yet' where session_id = $1",
    [session_id]
  )
  await restart(bed, session_id)
  await waitReason(bed, session_id, 'proxy_not_ready')
  assert.equal((await bed.simulator.stats()).connections_taken, connections_taken)
  const led = second.led.length
  await bed.setProxy(session_id, null)
  await bed.waitStatus(session_id, 'connected')
  assert.equal(second.led.length, led)
})

test('what Baileys uploads goes through the proxy, too', async (t) => {
  const simulator = await spawnSimulator()
  t.after(() => simulator.stop())
  const proxy = await startProxy(t, { scheme: 'socks5', credentials: 'ann:open-sesame' })
  const target = parseProxy(proxy.url())
  assert.ok(typeof target !== 'string')
  const dial = createDial(target, {
    allowed: parseNetworks('loopback') ?? [],
    resolve: createResolver()
  })
  const agents = createProxyAgents(dial, undefined, (failure) => assert.fail(failure))
  t.after(agents.close)
  const { host } = new URL(simulator.info.media_url)
  const logger = createBaileysLog(createLog({ level: 'silent', role: 'test' }))
  const upload = getWAUploadToServer(
    {
      customUploadHosts: [],
      fetchAgent: agents.fetchAgent,
      options: agents.options,
      logger
    } as unknown as SocketConfig,
    async () => ({
      auth: 'none',
      ttl: 60,
      hosts: [{ hostname: host, maxContentLengthBytes: 1e6 }],
      fetchDate: new Date()
    })
  )
  // The certificate is not known here and the authorization is none: what counts is the way.
  await assert.rejects(
    upload(fileURLToPath(import.meta.url), { mediaType: 'image', fileEncSha256B64: 'aGFzaA==' })
  )
  assert.deepEqual(proxy.led, [host])
  assert.equal((await simulator.client.stats()).media_connections_taken, 1)
})
