import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const bodyOf = (row: { content: unknown }): string =>
  (row.content as { text?: { body: string } }).text?.body ?? ''

test('a message goes to the LID of a person who has one, with the number beside it, and stays in the chat of the number', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const [with_lid, without] = [
    await simulator.createPhone({ auto_read: true }),
    await simulator.createPhone({ has_lid: false, auto_read: true })
  ]
  for (const friend of [with_lid, without])
    for (const body of ['one', 'two']) await bed.accept(session_id, friend.jid, body)
  // The own number, in which people keep notes.
  await bed.accept(session_id, own.jid, 'note')
  await bed.call('POST', '/poke')
  const rows = await until('all is read', async () => {
    const all = (await bed.messages(session_id)).filter((row) => row.chat_id !== own.jid)
    return all.length === 4 && all.every((row) => row.status === 'read') && all
  })
  assert.deepEqual(
    rows.map((row) => [row.chat_id, bodyOf(row)]),
    [with_lid, without].flatMap(({ jid }) => [
      [jid, 'one'],
      [jid, 'two']
    ])
  )
  await simulator.waitReceived(own.number, { text: 'note' })
  const { addresses } = await simulator.sentAddresses(own.number)
  const to = (address: string) => addresses.filter((one) => one.address === address)
  assert.deepEqual(
    to(with_lid.lid).map((one) => [one.number_beside, one.times]),
    [
      [with_lid.jid, 1],
      [with_lid.jid, 1]
    ]
  )
  assert.deepEqual(
    to(without.jid).map((one) => [one.number_beside, one.times]),
    [
      [null, 1],
      [null, 1]
    ]
  )
  assert.equal(addresses.length, 5)
  const { messages } = await simulator.received(own.number)
  assert.deepEqual(
    messages.map((one) => [one.chat, one.text, one.copies]).sort(),
    [
      [own.number, 'note', 1],
      [with_lid.number, 'one', 1],
      [with_lid.number, 'two', 1],
      [without.number, 'one', 1],
      [without.number, 'two', 1]
    ].sort(),
    'the own phone has a copy of each in the right chat'
  )
})

test('receipts, requests for a second sending, copies from other devices and typing that name the LID are of the chat of the number', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const [session_id, other] = [await bed.createSession(), await bed.createSession()]
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({ lid_addressing: true, auto_read: true })
  // Two linked devices of one account: what one sends the other gets as a copy.
  await bed.assign(other)
  const { qr } = await until('a code', async () => {
    const row = await bed.session(other)
    return row.qr !== null && { qr: row.qr }
  })
  await simulator.scan(own.number, qr)
  await bed.waitStatus(other, 'connected')

  await simulator.setFaults({ number: friend.number, refuse_messages: 1 })
  await bed.accept(session_id, friend.jid, 'not understood at first')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(friend.number, { text: 'not understood at first' })
  // The phone itself cannot read its copy, and asks for it.
  await simulator.setFaults({ number: own.number, refuse_messages: 1 })
  await bed.accept(session_id, friend.jid, 'for all devices')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(own.number, { text: 'for all devices' })
  await simulator.typing(friend.number, { to: own.number, state: 'composing' })
  // With the addresses of the sender, which are none of the chat's.
  await simulator.say(own.number, {
    to: friend.number,
    text: 'from the phone',
    attrs: { sender_pn: own.jid, sender_lid: own.lid }
  })
  const rows = await until('the other device has all three', async () => {
    const all = await bed.messages(other)
    return all.length === 3 && all
  })
  assert.deepEqual(
    rows.map((row) => [bodyOf(row), row.chat_id, row.direction]),
    ['not understood at first', 'for all devices', 'from the phone'].map((body) => [
      body,
      friend.jid,
      'outbound'
    ])
  )
  const sent = await until('both are read', async () => {
    const all = (await bed.messages(session_id)).filter((row) => bodyOf(row) !== 'from the phone')
    return all.length === 2 && all.every((row) => row.status === 'read') && all
  })
  assert.deepEqual(
    sent.map((row) => row.chat_id),
    [friend.jid, friend.jid]
  )
  const pairs = await bed.owner.query<{ jid: string }>(
    'select distinct jid from lids where lid = $1',
    [friend.lid]
  )
  assert.deepEqual(pairs, [{ jid: friend.jid }])
  const typing = await until('somebody is seen typing', async () => {
    const [event] = await bed.owner.query<{ data: { chat_id: string; from?: object } }>(
      "select data from events where type like '%typing%' limit 1"
    )
    return event
  })
  assert.equal(typing.data.chat_id, friend.jid)
  const { addresses } = await simulator.sentAddresses(own.number)
  assert.ok(addresses.every((one) => one.address.endsWith('@lid')))
  const { retries_out, faults } = await simulator.stats()
  assert.equal(retries_out, 2)
  assert.equal(faults.refuse_messages, 2)
})

test('the token that comes with a message is kept under the LID, the newest of each, and goes along with what is sent to its sender', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({ lid_addressing: true })
  const now_s = Math.floor(Date.now() / 1_000)
  const bring = (token: string, t_s: number | string) =>
    simulator.sendStanza(own.number, {
      tag: 'message',
      attrs: {
        id: `T${token}`,
        from: friend.jid,
        sender_lid: friend.lid,
        type: 'text',
        t: `${now_s}`
      },
      content: [{ tag: 'tctoken', attrs: { t: `${t_s}` }, content: token }]
    })
  await bring('old', now_s - 10)
  await bring('new', now_s)
  await bring('older', now_s - 5)
  await bring('far too new', now_s + 10 * 86_400)
  await bring('of no time', 'Infinity')
  const tokens = async (): Promise<(string | null)[]> =>
    (await simulator.sentAddresses(own.number)).addresses.map((one) =>
      one.token === null ? null : Buffer.from(one.token, 'hex').toString()
    )
  // What came before it was handled before it.
  await simulator.say(friend.number, { to: own.number, text: 'hello' })
  await until('it is heard', async () =>
    (await bed.messages(session_id)).some((row) => bodyOf(row) === 'hello')
  )
  await bed.accept(session_id, friend.jid, 'with the token')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(friend.number, { text: 'with the token' })
  assert.deepEqual(await tokens(), ['new'])
})
