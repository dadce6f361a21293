import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { closeCode, connectClient, opened, pairFor, textOf, until } from './harness.ts'

test('connections are cut as soon as they are there, so many times, then taken', async (t) => {
  const { client, simulator } = await pairFor(t)
  await client.close()
  await simulator.client.setFaults({ refuse_connections: 2 })
  for (let round = 0; round < 2; round += 1) {
    const refused = connectClient(t, simulator, client.auth)
    assert.notEqual(await closeCode(refused), undefined)
  }
  await opened(connectClient(t, simulator, client.auth))
  assert.deepEqual((await simulator.client.stats()).faults, { refuse_connections: 2 })
})

test('an upgrade is answered with HTTP 503, then taken', async (t) => {
  const { client, simulator } = await pairFor(t)
  await client.close()
  await simulator.client.setFaults({ refuse_upgrades: 1 })
  const refused = connectClient(t, simulator, client.auth)
  // Baileys listens to this and does nothing, and so never learns that its connection failed.
  const statuses: number[] = []
  refused.socket.ws.on('unexpected-response', (_request, response: { statusCode: number }) =>
    statuses.push(response.statusCode)
  )
  await until(() => statuses.length > 0, 'the answer')
  assert.deepEqual(statuses, [503])
  await opened(connectClient(t, simulator, client.auth))
  assert.deepEqual((await simulator.client.stats()).faults, { refuse_upgrades: 1 })
})

test('who is refused may hang up in the middle of the answer', async (t) => {
  const { simulator } = await pairFor(t)
  const { hostname, port, pathname } = new URL(simulator.ws_url)
  const upgrade = [
    `GET ${pathname} HTTP/1.1`,
    'host: simulator',
    'connection: upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA=='
  ]
  const rounds = 20
  await simulator.client.setFaults({ refuse_upgrades: rounds })
  for (let round = 0; round < rounds; round += 1) {
    const line = connect(Number(port), hostname)
    await once(line, 'connect')
    line.write(`${upgrade.join('\r\n')}\r\n\r\n`)
    await once(line, 'data')
    line.resetAndDestroy()
  }
  await until(
    async () => (await simulator.client.stats()).faults.refuse_upgrades === rounds,
    'all refused'
  )
})

test('one account is refused at its login, and nobody else', async (t) => {
  const { client, number, simulator } = await pairFor(t)
  const { client: other } = await pairFor(t, {}, simulator)
  await client.close()
  await other.close()
  await simulator.client.setFaults({ number, refuse_connections: 1, refuse_upgrades: 1 })
  await opened(connectClient(t, simulator, other.auth))
  assert.notEqual(await closeCode(connectClient(t, simulator, client.auth)), undefined)
  assert.equal(await closeCode(connectClient(t, simulator, client.auth)), 503)
  await opened(connectClient(t, simulator, client.auth))
  assert.equal((await simulator.client.stats()).logins_refused, 2)
})

test('a login is answered with a stream error', async (t) => {
  const { client, number, simulator } = await pairFor(t)
  await client.close()
  await simulator.client.setFaults({ number, stream_error_at_login: 1, stream_error_code: 515 })
  assert.equal(await closeCode(connectClient(t, simulator, client.auth)), 515)
  await opened(connectClient(t, simulator, client.auth))
  assert.equal((await simulator.client.faults({ number })).applied.stream_error_at_login, 1)
})

test('a silent server answers nothing, pings included, and goes on when the silence ends', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, silent: true })
  const ping = client.socket.query({
    tag: 'iq',
    attrs: { to: '@s.whatsapp.net', type: 'get', xmlns: 'w:p' },
    content: [{ tag: 'ping', attrs: {} }]
  })
  let answered = false
  ping.then(
    () => (answered = true),
    () => undefined
  )
  await until(
    async () => ((await simulator.client.faults({ number })).applied.silent ?? 0) > 0,
    'the ping to arrive'
  )
  await simulator.client.say(contact.number, { to: number, text: 'after the silence' })
  const { sockets, unacknowledged } = await simulator.client.audit({ number })
  assert.equal(sockets[0]?.sockets_open, 1)
  assert.equal(unacknowledged.length, 1)
  assert.equal(answered, false)
  assert.deepEqual(client.messages, [])
  await simulator.client.clearFaults({ number })
  await until(() => answered, 'the answer')
  await until(() => client.messages.find((m) => textOf(m) === 'after the silence'), 'the message')
})

test('a client that comes while the server is silent is not let in', async (t) => {
  const { client, simulator } = await pairFor(t)
  await client.close()
  await simulator.client.setFaults({ silent: true })
  const waiting = connectClient(t, simulator, client.auth)
  await until(
    async () => ((await simulator.client.faults()).applied.silent ?? 0) > 0,
    'its first words'
  )
  assert.deepEqual(
    waiting.updates.filter(({ connection }) => connection !== 'connecting'),
    []
  )
  await simulator.client.clearFaults()
  await opened(waiting)
})

test('what a client says is read late, in its order', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await client.socket.sendMessage(contact.jid, { text: 'first' })
  await simulator.client.waitReceived(contact.number, { text: 'first' })
  await simulator.client.setFaults({ number, delay_in_ms: 300 })
  const start = Date.now()
  await client.socket.sendMessage(contact.jid, { text: 'second' })
  await client.socket.sendMessage(contact.jid, { text: 'third' })
  await simulator.client.waitReceived(contact.number, { text: 'third' })
  assert.ok(Date.now() - start >= 290)
  const { messages } = await simulator.client.received(contact.number)
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['first', 'second', 'third']
  )
  assert.ok(((await simulator.client.faults({ number })).applied.delay_in_ms ?? 0) >= 2)
})

test('what the server sends late is counted', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, delay_ms: 20 })
  await simulator.client.say(contact.number, { to: number, text: 'late' })
  await until(() => client.messages.find((m) => textOf(m) === 'late'), 'the message')
  assert.ok(((await simulator.client.faults({ number })).applied.delay_ms ?? 0) >= 1)
})
