import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { test } from 'node:test'
import { isPeerThere } from '../src/messages/peer-there.ts'
import {
  closeCode,
  connectClient,
  linkClient,
  opened,
  pairFor,
  sendText,
  textOf,
  until
} from './harness.ts'

const settled = (simulator: Awaited<ReturnType<typeof pairFor>>['simulator'], number: string) =>
  until(async () => {
    const { unacknowledged } = await simulator.client.audit({ number })
    return unacknowledged.length === 0
  }, 'every acknowledgement')

test('a sound run: order as accepted, nothing doubled, nothing open, one socket', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  const ids = ['3EB0A1', '3EB0A2', '3EB0A3']
  for (const id of ids) await sendText(client, contact.jid, `text ${id}`, id)
  await simulator.client.say(contact.number, { to: number, text: 'thanks' })
  await simulator.client.waitReceived(contact.number, { count: 3 })
  await settled(simulator, number)
  const audit = await simulator.client.audit()
  assert.deepEqual(audit.sent, [{ from: number, to: contact.number, total: 3, ids }])
  assert.deepEqual(
    audit.chats.find((chat) => chat.number === contact.number),
    {
      number: contact.number,
      chat: number,
      total: 3,
      messages: ids.map((id) => ({ id, from: number, text: `text ${id}` }))
    }
  )
  const { accepted, accepted_again, shown_again, unacknowledged, refused } = audit
  assert.deepEqual(
    { accepted, accepted_again, shown_again, unacknowledged, refused },
    { accepted: 3, accepted_again: [], shown_again: [], unacknowledged: [], refused: [] }
  )
  assert.deepEqual(audit.sockets, [
    { number, device: 1, sockets_open: 1, sockets_max: 1, logins: 1, overlaps: [] }
  ])
})

test('sent again under its id: accepted twice, decrypted twice, shown once', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await sendText(client, contact.jid, 'once', '3EB0B1')
  await sendText(client, contact.jid, 'once', '3EB0B1')
  await until(async () => {
    const { messages } = await simulator.client.received(contact.number)
    return messages[0]?.copies === 2
  }, 'both copies')
  const { accepted, accepted_again, shown_again } = await simulator.client.audit({ number })
  assert.equal(accepted, 1)
  assert.deepEqual(
    accepted_again.map(({ id, from, to, times }) => ({ id, from, to, times })),
    [{ id: '3EB0B1', from: number, to: contact.number, times: 2 }]
  )
  assert.deepEqual(
    accepted_again[0]?.recipients.find((each) => each.number === contact.number),
    { number: contact.number, copies: 2, raw_copies: 2, shown: 1 }
  )
  assert.deepEqual(shown_again, [])
})

test('sent again under another id: a person saw it twice', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await sendText(client, contact.jid, 'doubled', '3EB0C1')
  await sendText(client, contact.jid, 'doubled', '3EB0C2')
  await simulator.client.waitReceived(contact.number, { count: 2 })
  // What a phone says twice is nobody's mistake.
  await simulator.client.say(contact.number, { to: number, text: 'doubled' })
  await simulator.client.say(contact.number, { to: number, text: 'doubled' })
  const { shown_again, accepted_again } = await simulator.client.audit({ number: contact.number })
  assert.deepEqual(
    shown_again.find((each) => each.number === contact.number),
    {
      number: contact.number,
      chat: number,
      from: number,
      text: 'doubled',
      ids: ['3EB0C1', '3EB0C2']
    }
  )
  assert.ok(shown_again.every(({ from }) => from === number))
  assert.deepEqual(accepted_again, [])
})

test('a message no device has acknowledged is open until it is', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  await client.close()
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'waits' })
  const [id = ''] = ids
  const open = { number, device: 1, id, from: contact.number, sent: 0 }
  assert.deepEqual((await simulator.client.audit()).unacknowledged, [open])
  await simulator.client.setFaults({ number, drop_at_receipt: 1 })
  const dropped = connectClient(t, simulator, client.auth)
  await closeCode(dropped)
  assert.deepEqual((await simulator.client.audit()).unacknowledged, [{ ...open, sent: 1 }])
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  await settled(simulator, number)
  // The first connection had read it, so the second could not: that is all 487 means.
  const { refused } = await simulator.client.audit({ number })
  assert.deepEqual(refused, [{ ...open, sent: 2, nack: '487' }])
})

test('a message a device refuses and never reads is told with the code', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t, {})
  await client.close()
  const deaf = connectClient(t, simulator, client.auth, { maxMsgRetryCount: 0 })
  await opened(deaf)
  await simulator.client.say(contact.number, { to: number, text: 'sound' })
  await until(() => deaf.messages.find((m) => textOf(m) === 'sound'), 'a sound message')
  await simulator.client.setFaults({ number, corrupt_messages: 1 })
  const { ids } = await simulator.client.say(contact.number, { to: number, text: 'damaged' })
  const [refused] = await until(async () => {
    const { refused } = await simulator.client.audit({ number })
    return refused.length > 0 && refused
  }, 'the refusal')
  assert.deepEqual(refused, {
    number,
    device: 1,
    id: ids[0] ?? '',
    from: contact.number,
    sent: 1,
    nack: '500'
  })
})

test('two sockets of one device at once are noticed, device by device', async (t) => {
  const { client, number, simulator } = await pairFor(t)
  await linkClient(t, simulator, number)
  const second = connectClient(t, simulator, client.auth)
  await opened(second)
  const { sockets } = await simulator.client.audit({ number })
  assert.deepEqual(
    sockets.map(({ device, sockets_max, logins }) => ({ device, sockets_max, logins })),
    [
      { device: 1, sockets_max: 2, logins: 2 },
      { device: 2, sockets_max: 1, logins: 1 }
    ]
  )
})

test('lists are cut to the limit, the newest stay', async (t) => {
  const { client, contact, number, simulator } = await pairFor(t)
  for (const id of ['3EB0D1', '3EB0D2', '3EB0D3']) await sendText(client, contact.jid, id, id)
  await simulator.client.waitReceived(contact.number, { count: 3 })
  const { sent, chats } = await simulator.client.audit({ number, limit: 2 })
  assert.deepEqual(sent[0]?.ids, ['3EB0D2', '3EB0D3'])
  assert.equal(sent[0]?.total, 3)
  const shown = chats.find((chat) => chat.number === contact.number)
  assert.deepEqual(
    shown?.messages.map(({ id }) => id),
    ['3EB0D2', '3EB0D3']
  )
})

test('two sockets of one device at once: when, for how long, which, and under which faults', async (t) => {
  const { client, number, simulator } = await pairFor(t)
  await simulator.client.setFaults({ number, delay_ms: 5 })
  const again = connectClient(t, simulator, client.auth)
  await opened(again)
  assert.equal(await closeCode(client), 440)
  const [device] = await until(async () => {
    const { sockets } = await simulator.client.audit({ number })
    return sockets[0]?.sockets_open === 1 && sockets
  }, 'the end of the first')
  assert.equal(device?.sockets_max, 2)
  const [overlap, ...others] = device?.overlaps ?? []
  assert.deepEqual(others, [])
  assert.ok((overlap?.for_ms ?? -1) >= 0)
  assert.equal(overlap?.faults.delay_ms, 5)
  const [first, second] = overlap?.sockets ?? []
  assert.ok((first?.connection ?? 0) < (second?.connection ?? 0))
  assert.notEqual(first?.remote_port, second?.remote_port)
})

test('a socket whose other end is closed is not there any more, though nobody has read that yet', async (t) => {
  const arrived = Promise.withResolvers<Socket>()
  const server = createServer({ pauseOnConnect: true }, arrived.resolve).listen(0, '127.0.0.1')
  t.after(() => server.close())
  await once(server, 'listening')
  const local_port = (server.address() as AddressInfo).port
  const socket = connect({ port: local_port, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  const accepted = await arrived.promise
  t.after(() => accepted.destroy())
  const origin = { local_port, remote_port: socket.localPort ?? 0, client: '' }
  assert.equal(isPeerThere(origin), true)
  socket.write('something nobody reads')
  socket.end()
  await until(() => !isPeerThere(origin), 'the end')
  assert.equal(accepted.closed, false)
})
