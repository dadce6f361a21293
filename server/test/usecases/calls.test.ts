import assert from 'node:assert/strict'
import {
  assertGuarded,
  assertRefusals,
  assertSilence,
  type LiveBed,
  liveBed
} from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'

const test = sideBySide(2)

type Told = { type: string; data: Record<string, unknown> }

/** What was told of calls, the oldest first. */
const toldOfCalls = async ({ me }: LiveBed): Promise<Told[]> => {
  const { data } = (await me.get('/api/v1/events')).json() as { data: Told[] }
  const told = data.filter((one) => one.type.startsWith('call.'))
  return told.sort((a, b) => (a.type === b.type ? 0 : a.type > b.type ? -1 : 1))
}

const told = (bed: LiveBed, type: string, call_id: string): Promise<Record<string, unknown>> =>
  until(`${type} of ${call_id}`, async () => {
    const found = (await toldOfCalls(bed)).find(
      (one) => one.type === type && one.data['call_id'] === call_id
    )
    return found?.data
  })

const rejectIt = (bed: LiveBed, call_id: string, body: object = {}) =>
  bed.me.post(bed.path(`/calls/${call_id}/reject`), body)

test('a call is told when it comes and when it ends, with who calls and why it rings no more', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const friend = await simulator.createPhone({ name: 'Amal' })
  const { id } = await simulator.ring(number, { from: friend.number })
  const { at, ...received } = await told(bed, 'call.received', id)
  const about = {
    session_id: bed.session.id,
    call_id: id,
    contact_id: `${friend.number}@s.whatsapp.net`,
    group_id: null,
    video: false
  }
  assert.deepEqual(received, { ...about, offline: false })
  assert.equal(typeof at, 'string')
  await simulator.hangUp(number, { id, reason: 'timeout' })
  const { at: _, ...ended } = await told(bed, 'call.ended', id)
  assert.deepEqual(ended, { ...about, reason: 'missed' })
  const reasons = { accepted_elsewhere: true, rejected_elsewhere: false } as const
  for (const [reason, video] of Object.entries(reasons)) {
    const call = await simulator.ring(number, { from: friend.number, video })
    assert.equal((await told(bed, 'call.received', call.id))['video'], video)
    await simulator.hangUp(number, { id: call.id, reason: reason as keyof typeof reasons })
    assert.equal((await told(bed, 'call.ended', call.id))['reason'], reason)
  }
  const group = await simulator.createGroup(friend.number, {
    subject: 'Team',
    participants: [number]
  })
  const call = await simulator.ring(number, { from: friend.number, group: group.id, video: true })
  const in_group = await told(bed, 'call.received', call.id)
  assert.deepEqual([in_group['group_id'], in_group['video']], [group.id, true])
  // Acknowledged, or WhatsApp would tell it again at the next login.
  await until('all is acknowledged', async () => (await simulator.stats()).awaited_acks === 0)
})

test('a call that rings is rejected, its caller is written to, and it cannot be rejected again', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const friend = await simulator.createPhone({})
  const { id } = await simulator.ring(number, { from: friend.number })
  await told(bed, 'call.received', id)
  const answer = await rejectIt(bed, id, { text: ' Please write. ' })
  assert.equal(answer.statusCode, 200, answer.body)
  const { message_id, ...rest } = answer.json()
  const contact_id = `${friend.number}@s.whatsapp.net`
  assert.deepEqual(rest, { call_id: id, contact_id, message_error: null })
  assert.equal((await simulator.ringing(number, { id })).state, 'rejected')
  assert.equal((await told(bed, 'call.ended', id))['reason'], 'rejected')
  const message = (await bed.me.get(`/api/v1/messages/${message_id}`)).json()
  assert.deepEqual([message.chat_id, message.text.body], [contact_id, 'Please write.'])
  const again = await rejectIt(bed, id)
  assert.equal(`${again.statusCode} ${again.json().code}`, '409 call_over')
  const unknown = await rejectIt(bed, 'ABC')
  assert.equal(`${unknown.statusCode} ${unknown.json().code}`, '404 call_not_found')
  for (const body of [{ text: '' }, { text: 'x'.repeat(4_097) }, { colour: 'red' }])
    assert.equal((await rejectIt(bed, id, body)).statusCode, 422)
  const ends = (await toldOfCalls(bed)).filter((one) => one.type === 'call.ended')
  assert.equal(ends.length, 1)
})

test('a text that cannot be sent does not take the rejection back', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const friend = await simulator.createPhone({})
  const contact = { contact: friend.number }
  assert.equal((await bed.me.post('/api/v1/opt-outs', contact)).statusCode, 201)
  const { id } = await simulator.ring(bed.session.number, { from: friend.number })
  await told(bed, 'call.received', id)
  const answer = (await rejectIt(bed, id, { text: 'Please write.' })).json()
  assert.deepEqual([answer.message_id, answer.message_error], [null, 'recipient_opted_out'])
  assert.equal((await told(bed, 'call.ended', id))['reason'], 'rejected')
})

test('a session that is told to rejects calls by itself, but none that came while it was away', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const friend = await simulator.createPhone({})
  const changed = await bed.me.patch(bed.path(''), { calls: { reject: true } })
  assert.deepEqual(changed.json().calls, { reject: true, text: null })
  const { id } = await simulator.ring(number, { from: friend.number })
  assert.equal((await told(bed, 'call.ended', id))['reason'], 'rejected')
  assert.equal((await simulator.ringing(number, { id })).state, 'rejected')

  // Twice, as when WhatsApp did not hear that it has come.
  for (const offline of ['0', '1'])
    await simulator.sendStanza(number, {
      tag: 'call',
      attrs: { id: `A${offline}`, from: friend.jid, t: '1750000000', offline },
      content: [{ tag: 'offer', attrs: { 'call-id': 'AWAY', 'call-creator': friend.jid } }]
    })
  assert.equal((await told(bed, 'call.received', 'AWAY'))['offline'], true)
  await until('all is acknowledged', async () => (await simulator.stats()).awaited_acks === 0)
  const heard = (await toldOfCalls(bed)).filter((one) => one.data['call_id'] === 'AWAY')
  assert.deepEqual(
    heard.map((one) => one.type),
    ['call.received']
  )

  for (const calls of [
    {},
    { text: '' },
    { text: 'x'.repeat(4_097) },
    { reject: 'yes' },
    { reject: true, colour: 'red' }
  ])
    assert.equal((await bed.me.patch(bed.path(''), { calls })).statusCode, 422)
  await bed.me.patch(bed.path(''), { calls: { reject: false } })
  const last = await simulator.ring(number, { from: friend.number })
  await told(bed, 'call.received', last.id)
  assert.equal((await simulator.ringing(number, { id: last.id })).state, 'ringing')
})

test('a link to a call is made, for sound or with pictures', async (t) => {
  const bed = await liveBed(t)
  const make = (body: object) => bed.me.post(bed.path('/calls/link'), body)
  const paths = { audio: 'voice', video: 'video' }
  for (const [media, path] of Object.entries(paths)) {
    const made = await make({ media })
    assert.equal(made.statusCode, 200, made.body)
    assert.match(made.json().link, new RegExp(`^https://call\\.whatsapp\\.com/${path}/[\\w-]{22}$`))
    assert.equal(made.json().media, media)
  }
  for (const body of [{}, { media: 'smoke' }, { media: 'audio', colour: 'red' }])
    assert.equal((await make(body)).statusCode, 422)
})

test('who may not is refused, and what WhatsApp refuses or leaves unanswered is told', async (t) => {
  const bed = await liveBed(t)
  const { path } = bed
  const { simulator } = bed.farm
  const friend = await simulator.createPhone({})
  const { id } = await simulator.ring(bed.session.number, { from: friend.number })
  await told(bed, 'call.received', id)
  const link = () => bed.me.post(path('/calls/link'), { media: 'audio' })
  await assertSilence(bed, link, () => rejectIt(bed, id))
  assert.equal((await simulator.ringing(bed.session.number, { id })).state, 'ringing')
  await assertGuarded(bed, 'sessions:write', (caller) =>
    caller.post(path('/calls/link'), { media: 'audio' })
  )
  await assertGuarded(bed, 'sessions:write', (caller) =>
    caller.post(path(`/calls/${id}/reject`), {})
  )
  const key = await bed.app.withKey(['sessions:write'], bed.tenant)
  const silent = await key.post(path(`/calls/${id}/reject`), { text: 'Please write.' })
  assert.equal(`${silent.statusCode} ${silent.json().code}`, '403 scope_missing')
  await assertRefusals(bed, link)
})
