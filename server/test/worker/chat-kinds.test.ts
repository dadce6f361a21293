import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRecipient } from '../../src/domain/recipient.ts'
import { typingFact } from '../../src/whatsapp/baileys/events/typing.ts'
import { messageFact } from '../../src/whatsapp/baileys/messages/from-whatsapp.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

/** Every kind of address that has been seen at WhatsApp, and some that nobody has thought of yet. */
const servers = [
  's.whatsapp.net',
  'c.us',
  'lid',
  'g.us',
  'broadcast',
  'newsletter',
  'hosted',
  'hosted.lid',
  'bot',
  'msgr',
  'interop',
  'call',
  'username'
]
const users = ['status', '0', '13135550002', '201009876543', '120363012345678901', 'ahmed', '']
const devices = ['', ':7', ':99', '_1:3']
const address = fc
  .tuple(fc.constantFrom(...users), fc.constantFrom(...devices), fc.constantFrom(...servers))
  .map(([user, device, server]) => `${user}${device}@${server}`)
const own = { jid: '201001234567:3@s.whatsapp.net', lid: '99887766554433:3@lid' }
const anybody = fc.oneof(address, fc.constantFrom(own.jid, own.lid))

const attrs = fc.record(
  {
    id: fc.constant('A1'),
    from: anybody,
    participant: anybody,
    recipient: anybody,
    sender_pn: anybody,
    sender_lid: anybody,
    participant_pn: anybody,
    participant_lid: anybody,
    peer_recipient_pn: anybody
  },
  { requiredKeys: ['id', 'from'] }
)

test('whatever kind of address a message comes from, the chat it is told under is one that the API takes', async () => {
  const said = { type: 'text' as const, text: { body: 'hello' } }
  const learned = async (): Promise<string | null> => null
  await fc.assert(
    fc.asyncProperty(attrs, async (given) => {
      const stanza = { tag: 'message', attrs: given as Record<string, string> }
      const fact = await messageFact(stanza, said, own, learned)
      const places = fact?.type === 'message' ? [fact.chat_id] : []
      const typing = await typingFact(
        { ...stanza, content: [{ tag: 'composing', attrs: {} }] },
        learned
      )
      if (typing?.type === 'typing') places.push(typing.chat_id)
      for (const place of places) assert.deepEqual(readRecipient(place), { chat_id: place })
    }),
    { numRuns: 5_000 }
  )
})

test('what somebody says to a broadcast list is in the chat with him, and a post of his status is no message', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own_phone = await bed.link(session_id)
  const friend = await simulator.createPhone({ name: 'Friend' })
  const say = (text: string, given: Record<string, string>) =>
    simulator.say(friend.number, { to: own_phone.number, text, attrs: given })
  await say('a story', { from: 'status@broadcast', participant: friend.jid })
  await say('to my list', { from: '1600000000@broadcast', participant: friend.jid })
  await say('to you', {})
  const rows = await until('both have arrived', async () => {
    const found = await bed.messages(session_id)
    return found.length >= 2 && found
  })
  assert.deepEqual(
    rows.map((row) => [(row.content['text'] as { body: string }).body, row.chat_id, row.sender_id]),
    [
      ['to my list', friend.jid, friend.jid],
      ['to you', friend.jid, friend.jid]
    ]
  )
  await until('all are acknowledged, the story too', async () => {
    const { devices } = await simulator.phone(own_phone.number)
    return devices.every((device) => device.queued === 0)
  })
  const health = await bed.call('GET', '/health')
  const { facts } = (await health.json()) as { facts: { status_posts: number } }
  assert.equal(facts.status_posts, 1)
  const told = await bed.owner.query("select from events where type = 'message.received'")
  assert.equal(told.length, 2)
})

test('a post of a status that cannot be decrypted is acknowledged and asked for no more, and what comes after it arrives', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own_phone = await bed.link(session_id)
  const friend = await simulator.createPhone({ name: 'Friend' })
  const to = own_phone.number
  await simulator.setFaults({ number: to, corrupt_messages: 1 })
  const posted = { from: 'status@broadcast', participant: friend.jid }
  await simulator.say(friend.number, { to, text: 'a story', attrs: posted })
  await simulator.say(friend.number, { to, text: 'to you' })
  await until('what comes after it arrives', async () =>
    (await bed.messages(session_id)).some((row) => row.status === 'received')
  )
  await until('it is acknowledged', async () => {
    const { devices } = await simulator.phone(to)
    return devices.every((device) => device.queued === 0)
  })
  const { retries_in, nacks } = await simulator.stats()
  assert.deepEqual({ retries_in, nacks }, { retries_in: 0, nacks: 0 })
  assert.equal((await bed.messages(session_id)).length, 1)
})
