import assert from 'node:assert/strict'
import { test } from 'node:test'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const forms = [
  { country: 'Brazil', known: '552187654321', written: '5521987654321' },
  { country: 'Mexico', known: '5215512345678', written: '525512345678' },
  { country: 'Argentina', known: '5491123456789', written: '541123456789' },
  { country: 'a country of which nobody knows it yet', known: '9991234567', written: '99901234567' }
]

test('a number written in another way than WhatsApp knows it reaches its person, in one chat and in order', async (t) => {
  const bed = await workerBed(t)
  const { simulator } = bed
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  for (const { country, known, written } of forms) {
    const friend = await simulator.createPhone({ number: known, aliases: [written] })
    const alias = `${written}@s.whatsapp.net`
    // Nobody knows yet that it is another way to write the number.
    const texts = ['one', 'two', 'three']
    for (const body of texts) await bed.accept(session_id, alias, body)
    await simulator.waitReceived(friend.number, { text: 'one' })
    // From here on it does not matter which of the two a message is for.
    for (let index = 0; index < 20; index++) {
      texts.push(`more ${index}`)
      await bed.accept(session_id, index % 2 === 0 ? alias : friend.jid, `more ${index}`)
    }
    await simulator.waitReceived(friend.number, { count: texts.length })
    await simulator.say(friend.number, { to: own.number, text: 'an answer' })
    const rows = await until(`all are in one chat: ${country}`, async () => {
      const found = (await bed.messages(session_id)).filter(
        (row) => row.chat_id === friend.jid || row.chat_id === alias
      )
      const done = found.filter(
        (row) => row.chat_id === friend.jid && ['received', 'delivered'].includes(row.status)
      )
      return done.length === texts.length + 1 && found
    })
    assert.ok(rows.every((row) => row.chat_id === friend.jid))
    const { messages } = await simulator.received(friend.number)
    assert.deepEqual(
      messages.filter((one) => one.from === own.number).map((one) => one.text),
      texts
    )
    const [learned] = await bed.owner.query<{ jid: string }>(
      'select jid from lids where session_id = $1 and lid = $2',
      [session_id, alias]
    )
    assert.equal(learned?.jid, friend.jid)
  }
  assert.deepEqual((await simulator.audit()).accepted_again, [], 'none was sent twice')
  assert.deepEqual(await bed.owner.query('select * from outbound'), [])
})
