import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

test('a damaged message is asked for again, and those that cross it on the way are understood all the same, on both sides', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friends = [
    await simulator.createPhone({}),
    await simulator.createPhone({}),
    await simulator.createPhone({ lid_addressing: true }),
    await simulator.createPhone({ lid_addressing: true })
  ]
  const inbound = async () =>
    (await bed.messages(session_id)).filter((one) => one.direction === 'inbound')
  const rounds = 40
  for (let round = 0; round < rounds; round++) {
    if (round % 3 === 0) await simulator.setFaults({ number: own.number, corrupt_messages: 1 })
    if (round % 5 === 0)
      await simulator.setFaults({
        number: friends[round % friends.length]?.number ?? '',
        refuse_messages: 1
      })
    if (round % 20 === 11) await simulator.disconnect(own.number, { how: 'drop' })
    await Promise.all(
      friends.flatMap(({ number }) => [
        bed.accept(session_id, `${number}@s.whatsapp.net`, `out ${round}`),
        simulator.say(number, { to: own.number, text: `in ${round}` })
      ])
    )
    await bed.call('POST', '/poke')
    // Both sides have several under way all the time.
    await until(
      'most of it has arrived',
      async () => (await inbound()).length >= (round - 3) * friends.length
    )
  }
  const all = await until('all is received and understood', async () => {
    const rows = await inbound()
    return (
      rows.length === rounds * friends.length &&
      rows.every((row) => row.status === 'received') &&
      rows
    )
  })
  for (const { number } of friends) {
    assert.deepEqual(
      all
        .filter((row) => row.chat_id === `${number}@s.whatsapp.net`)
        .map((row) => (row.content as { text: { body: string } }).text.body),
      Array.from({ length: rounds }, (_, round) => `in ${round}`),
      'in order, however late some were understood'
    )
    await simulator.waitReceived(number, { from: own.number, count: rounds })
  }
  const { retries_in, retries_out, faults } = await simulator.stats()
  assert.equal(faults.corrupt_messages, 14)
  assert.equal(retries_in, faults.corrupt_messages, 'nothing else had to be asked for again')
  assert.equal(retries_out, faults.refuse_messages, 'no phone had to ask for anything else')
})

test('a message that comes twice in a row is acknowledged twice and asked for never', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({})
  await simulator.setFaults({ number: own.number, duplicate_messages: true })
  await simulator.say(friend.number, { to: own.number, text: 'twice', count: 20 })
  await until('all is acknowledged', async () => {
    const rows = await bed.messages(session_id)
    const { queued } = await simulator.stats()
    return rows.length === 20 && queued === 0
  })
  assert.ok((await bed.messages(session_id)).every((row) => row.status === 'received'))
  const { retries_in, nacks, faults } = await simulator.stats()
  assert.equal(faults.duplicate_messages, 20)
  assert.deepEqual({ retries_in, nacks }, { retries_in: 0, nacks: 0 })
})

test('what is said when a session is back does not overtake what was said while it was away', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await simulator.createPhone({})
  const texts = Array.from({ length: 300 }, (_, number) => `text ${number}`)
  const say = (text: string) => simulator.say(friend.number, { to: own.number, text })
  await simulator.setFaults({ refuse_connections: true })
  await simulator.disconnect(own.number, { how: 'drop' })
  for (const text of texts.slice(0, 100)) await say(text)
  await simulator.clearFaults()
  for (const text of texts.slice(100)) await say(text)
  const rows = await until('all has arrived', async () => {
    const all = await bed.messages(session_id)
    return all.length === texts.length && all
  })
  assert.ok((await simulator.stats()).redelivered >= 100)
  assert.deepEqual(
    rows.map((row) => (row.content as { text: { body: string } }).text.body),
    texts
  )
})
