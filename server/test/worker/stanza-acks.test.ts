import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type StanzaInput, spawnSimulator } from '@whatsapp-saas/simulator/client'
import { encodeNode, KNOWN_STANZAS, UNREADABLE_MESSAGES } from '@whatsapp-saas/simulator/stanzas'
import { conversation } from '../../testkit/conversation.ts'
import { stanzaContext } from '../../testkit/stanza-context.ts'
import { until } from '../../testkit/until.ts'
import { workerBed } from '../../testkit/worker-fixture.ts'

/** WhatsApp that ends the stream of whoever leaves something unacknowledged for so long. */
const ack_within_ms = 20_000

const facts = async (bed: Awaited<ReturnType<typeof workerBed>>) =>
  ((await (await bed.call('GET', '/health')).json()) as { facts: Record<string, unknown> }).facts

test('a stanza of any kind that has an id is acknowledged, known or not, and counted by its tag', async (t) => {
  const simulator = await spawnSimulator({ ack_within_ms })
  t.after(() => simulator.stop())
  const bed = await workerBed(t, { simulator, log_level: 'warn' })
  const talk = await conversation(bed)
  const { friend, own } = talk
  const say = (tag: string, id: string, more: Partial<StanzaInput> = {}) =>
    bed.simulator.sendStanza(own.number, {
      tag,
      content: [{ tag: 'anything' }],
      ...more,
      attrs: { id, from: friend.jid, t: '1750000000', ...more.attrs }
    })
  await say('status', 'S1', { attrs: { participant: friend.jid } })
  await say('status', 'S2', { attrs: { from: 'status@broadcast', offline: '0' } })
  await say('appdata', 'A1')
  await say('thread', 'T1', { attrs: { type: 'new', participant: friend.jid } })
  await say('thread', 'T2', { attrs: { from: 's.whatsapp.net' } })
  await say('of_next_year', 'C1', { content: 'bytes' })
  await say('notification', 'N1', { attrs: { type: 'of_next_year' } })
  await say('notification', 'N2', { content: [] })
  await say('call', 'L1', { content: [] })
  await say('call', 'L2', { content: [{ tag: 'of_next_year', attrs: { 'call-id': 'C' } }] })
  await say('receipt', 'R1', { attrs: { type: 'of_next_year' } })
  await say('receipt', 'R2', { content: [] })
  await until('all are acknowledged', async () => (await bed.simulator.stats()).awaited_acks === 0)
  await talk.exchange('afterwards')
  const { last_unacknowledged, nacks } = await bed.simulator.stats()
  assert.deepEqual({ last_unacknowledged, nacks }, { last_unacknowledged: null, nacks: 0 })
  assert.equal((await bed.simulator.phone(own.number)).logins, 1)
  const { unknown_stanzas, status_posts } = await facts(bed)
  assert.deepEqual(unknown_stanzas, { appdata: 1, thread: 2, of_next_year: 1 })
  assert.equal(status_posts, 2)
  const logged = bed.errors.filter((line) => line.includes('of an unknown kind'))
  assert.equal(logged.length, 3, 'each kind once')
})

test('of everything that WhatsApp is known to say, and of messages that nobody can read, all that wants an acknowledgement gets one', async (t) => {
  const simulator = await spawnSimulator({ ack_within_ms })
  t.after(() => simulator.stop())
  const bed = await workerBed(t, { simulator })
  const talk = await conversation(bed)
  const context = await stanzaContext(bed.simulator, talk)
  for (const stanza of [...KNOWN_STANZAS, ...UNREADABLE_MESSAGES].filter(({ ends }) => !ends)) {
    const frames = [encodeNode(stanza.build(context)).toString('base64')]
    await bed.simulator.push(talk.own.number, { frames, await_acks: true })
  }
  await until('all are acknowledged', async () => {
    const { awaited_acks, last_unacknowledged } = await bed.simulator.stats()
    assert.equal(last_unacknowledged, null)
    return awaited_acks === 0
  })
  assert.equal((await bed.simulator.phone(talk.own.number)).logins, 1)
})

test('a message or a call from an address that is neither a person nor a group is acknowledged, not refused', async (t) => {
  const bed = await workerBed(t)
  const talk = await conversation(bed)
  const { number } = talk.own
  for (const [place, from] of ['1@bot', '2@msgr', '3@interop', 'x'].entries())
    await bed.simulator.sendStanza(number, {
      tag: 'message',
      attrs: { id: `P${place}`, from, type: 'text', t: '1750000000' },
      content: [{ tag: 'enc', attrs: { v: '2', type: 'msmsg' }, content: 'bytes' }]
    })
  // In a group nobody is named, and to a person a message goes that is not ours.
  const strange: Record<string, string>[] = [
    { id: 'G1', from: '120363000000000001@g.us' },
    { id: 'D1', from: talk.friend.jid, recipient: '201009990000@s.whatsapp.net' }
  ]
  for (const attrs of strange)
    await bed.simulator.sendStanza(number, {
      tag: 'message',
      attrs,
      content: [{ tag: 'enc', attrs: { v: '2', type: 'msg' }, content: 'bytes' }]
    })
  // A call that nobody answered, from a place where nobody calls.
  await bed.simulator.sendStanza(number, {
    tag: 'call',
    attrs: { id: 'C1', from: '12@broadcast', t: '1750000000' },
    content: [{ tag: 'terminate', attrs: { 'call-id': 'C', reason: 'timeout' } }]
  })
  await until('all are acknowledged', async () => (await bed.simulator.stats()).awaited_acks === 0)
  assert.equal((await bed.simulator.stats()).nacks, 0)
  assert.equal((await facts(bed))['unplaced'], 7)
  assert.deepEqual(bed.errors, [])
  await talk.exchange('afterwards')
})
