import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StanzaInput } from '@whatsapp-saas/simulator/client'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

const year_200000 = String(6_248_000_000_000)

test('nothing that a stranger puts into a stanza ends a session, and what it says is kept and acknowledged', async (t) => {
  const bed = await workerBed(t)
  const session_id = await bed.createSession()
  const own = await bed.link(session_id)
  const friend = await bed.simulator.createPhone({ name: 'a\0b\0' })
  const to = own.number
  const { simulator } = bed
  const odd: Record<string, string>[] = [
    { t: year_200000 },
    { t: '-99999999999' },
    { t: 'yesterday' },
    { notify: '\0' },
    { notify: 'x'.repeat(100_000) }
  ]
  for (const [index, attrs] of odd.entries())
    await simulator.say(friend.number, { to, text: `odd ${index}`, attrs })
  for (const id of ['A\0B', '\0', 'B'.repeat(50_000)])
    await simulator.say(friend.number, { to, text: 'odd id', ids: [id] })
  await simulator.say(friend.number, { to, text: 'NUL \0 in it' })
  await simulator.say(friend.number, { to, text: 'y'.repeat(3_000_000) })

  const sent = await bed.accept(session_id, friend.jid, 'ours')
  await simulator.waitReceived(friend.number, { id: sent.whatsapp_id })
  const receipt = (id: string, more: Record<string, string> = {}) => ({
    tag: 'receipt',
    attrs: { id, from: friend.jid, t: '1790000000', ...more }
  })
  const stanzas: StanzaInput[] = [
    receipt('\0'),
    receipt('A\0', { type: 'read', t: year_200000 }),
    receipt('A\0', { type: 'retry' }),
    receipt('C'.repeat(60_000), { t: '-1' }),
    { tag: 'chatstate', attrs: { from: '\0@s.whatsapp.net' }, content: [{ tag: 'composing' }] },
    {
      tag: 'receipt',
      attrs: { id: 'x', from: friend.jid, type: 'read' },
      content: [
        {
          tag: 'list',
          content: [
            { tag: 'item', attrs: { id: '\0' } },
            { tag: 'item', attrs: { id: sent.whatsapp_id } }
          ]
        }
      ]
    }
  ]
  for (const stanza of stanzas)
    assert.equal((await simulator.sendStanza(own.number, stanza)).sent, 1)

  await simulator.say(friend.number, { to, text: 'the last' })
  const texts = await until('all have arrived', async () => {
    const rows = await bed.messages(session_id)
    const found = rows.map((row) => (row.content['text'] as { body: string }).body)
    return found.includes('the last') && found
  })
  assert.equal(texts.length, odd.length + 7)
  assert.ok(texts.includes('NUL \ufffd in it'))
  await until('the receipt among the odd ones is heard', async () =>
    (await bed.messages(session_id)).some((row) => row.id === sent.id && row.status === 'read')
  )
  const rows = await bed.messages(session_id)
  const long = rows.filter((row) => JSON.stringify(row.content).includes('"truncated":true'))
  assert.equal(long.length, 1)
  await until('nothing waits to be acknowledged', async () => {
    const { devices } = await simulator.phone(own.number)
    return devices.every((device) => device.queued === 0)
  })
  assert.equal((await simulator.phone(own.number)).logins, 1, 'it was connected all the time')
  assert.deepEqual(await bed.owner.query('select * from refused_facts'), [])
})
