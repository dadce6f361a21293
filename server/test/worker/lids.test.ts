import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const bodyOf = (row: { content: unknown }): string =>
  (row.content as { text?: { body: string } }).text?.body ?? ''

test('what was exchanged with a LID is one chat with the number from the moment in which the number is known', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({ lid_addressing: true, hides_number: true })
  const { id: group } = await simulator.createGroup(friend.number, {
    subject: 'Neighbours',
    participants: [own.number],
    addressing_mode: 'lid'
  })
  const rows = (count: number) =>
    until(`${count} messages are done`, async () => {
      const all = await bed.messages(session_id)
      const done = all.filter((row) => ['received', 'delivered'].includes(row.status))
      return done.length === count && done
    })

  await simulator.say(friend.number, { to: own.number, text: 'one' })
  await simulator.say(friend.number, { to: group, text: 'to all' })
  await rows(2)
  await bed.accept(session_id, friend.lid, 'two')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(friend.number, { text: 'two' })
  assert.deepEqual(
    (await rows(3)).map((row) => [bodyOf(row), row.chat_id, row.sender_id]),
    [
      ['one', friend.lid, friend.lid],
      ['to all', group, friend.lid],
      ['two', friend.lid, null]
    ],
    'as long as nobody knows better'
  )
  // One that waits when the number becomes known.
  await bed.accept(session_id, friend.lid, 'later', {
    send_at: new Date(Date.now() + 86_400_000)
  })

  await simulator.updatePhone(friend.number, { hides_number: false })
  await simulator.say(friend.number, { to: own.number, text: 'three' })
  await rows(4)
  // As if it had been accepted in the moment in which the number became known.
  await bed.accept(session_id, friend.lid, 'four')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(friend.number, { text: 'four' })
  await rows(5)
  const all = await until('nothing is left under the LID', async () => {
    const found = await bed.messages(session_id)
    return found.every((row) => row.chat_id !== friend.lid) && found
  })
  assert.deepEqual(
    all.map((row) => [bodyOf(row), row.chat_id, row.sender_id]),
    [
      ['one', friend.jid, friend.jid],
      ['to all', group, friend.jid],
      ['two', friend.jid, null],
      ['later', friend.jid, null],
      ['three', friend.jid, friend.jid],
      ['four', friend.jid, null]
    ]
  )
  const chats = await bed.owner.query<{ chat_id: string; unread_count: number; messages: number }>(
    `select chat_id, unread_count, (select count(*) from messages m where m.chat_id = c.chat_id)::int as messages
     from chats c order by last_message_id`
  )
  assert.deepEqual(
    chats,
    [
      { chat_id: group, unread_count: 1, messages: 1 },
      { chat_id: friend.jid, unread_count: 2, messages: 5 }
    ],
    'what was unread under both addresses'
  )
  const waiting = await bed.owner.query<{ chat_id: string }>('select chat_id from outbound')
  assert.deepEqual(waiting, [{ chat_id: friend.jid }], 'what waits does so in the same chat')
  const known = await bed.owner.query<{ jid: string }>('select jid from lids where lid = $1', [
    friend.lid
  ])
  assert.deepEqual(known, [{ jid: friend.jid }])
  const { messages } = await simulator.received(friend.number)
  assert.deepEqual(
    messages.filter((one) => one.from === own.number && one.chat !== group).map((one) => one.text),
    ['two', 'four'],
    'each once'
  )
})

test('the pause between two messages to one chat holds whichever of the two addresses a message was for', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  await bed.owner.query('update sessions set pause_between_messages_ms = 3600000 where id = $1', [
    session_id
  ])
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({ lid_addressing: true, hides_number: true })
  await bed.accept(session_id, friend.lid, 'first')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(friend.number, { text: 'first' })
  await simulator.updatePhone(friend.number, { hides_number: false })
  await simulator.say(friend.number, { to: own.number, text: 'it is me' })
  await until('the pace goes on under the number', async () => {
    const rows = await bed.owner.query<{ chat_id: string }>(
      "select chat_id from paces where chat_id <> ''"
    )
    return rows.length === 1 && rows[0]?.chat_id === friend.jid
  })
  const other = await simulator.createPhone({})
  await bed.accept(session_id, friend.jid, 'too soon')
  await bed.accept(session_id, other.jid, 'to somebody else')
  await bed.call('POST', '/poke')
  await simulator.waitReceived(other.number, { text: 'to somebody else' })
  const { messages } = await simulator.received(friend.number)
  assert.deepEqual(
    messages.filter((one) => one.from === own.number).map((one) => one.text),
    ['first']
  )
})
