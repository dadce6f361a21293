import assert from 'node:assert/strict'
import { firstIdOf, newId } from '../../src/domain/ids.ts'
import { opt_out_routes } from '../../src/http/routes/opt-outs/routes.ts'
import { endOptedOut } from '../../src/jobs/tasks/end-opted-out.ts'
import { openDb } from '../../src/lib/db.ts'
import { type Harness, harness, type SeededTenant } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { liveBed } from '../../testkit/live-bed.ts'
import { seedConnected } from '../../testkit/seed-session.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'

const test = sideBySide(4)

const opt_outs = '/api/v1/opt-outs'
const number = '201001234567'
const jid = `${number}@s.whatsapp.net`
const lid = '987654321@lid'

/** A text of a person, as a worker stores it. */
const hear = async (
  app: Harness,
  { tenant_id }: SeededTenant,
  session_id: string,
  body: string,
  chat_id = jid,
  id = newId('message')
): Promise<string> => {
  await app.owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content)
     values ($1::text, $2, $3, 'inbound', 'received', $1::text, $4, $4, 'text', $5)`,
    [id, tenant_id, session_id, chat_id, { text: { body } }]
  )
  return id
}

const bed = async (t: Parameters<typeof harness>[0]) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant({ plan: 'unlimited' })
  const session_id = await seedConnected(app, tenant)
  const me = app.as(tenant)
  const send = (more: object = {}) =>
    me.post('/api/v1/messages', {
      session_id,
      to: `+${number}`,
      type: 'text',
      text: { body: 'hi' },
      ...more
    })
  const codeOf = async (more: object = {}) => {
    const answer = await send(more)
    return answer.statusCode === 202 ? 'accepted' : answer.json().code
  }
  const list = async () => (await me.get(opt_outs)).json().data
  const told = async () =>
    (
      await app.owner.query<{ type: string; data: Record<string, unknown>; session_id: string }>(
        "select type, data, session_id from events where type like 'contact.opted%' order by seq"
      )
    ).map((one) => one)
  return { app, tenant, session_id, me, send, codeOf, list, told }
}

test('who writes a stop word is written to no more, from any session, and a start word ends it', async (t) => {
  const { app, tenant, session_id, codeOf, list, told, me } = await bed(t)
  await hear(app, tenant, session_id, 'Please do not stop')
  assert.deepEqual(await list(), [], 'a word among others says nothing')
  const message_id = await hear(app, tenant, session_id, ' «Stop!» ')
  const [one, ...more] = await list()
  assert.deepEqual(more, [])
  const { id, created_at, ...rest } = one
  assert.match(id, /^opt_/)
  assert.deepEqual(rest, {
    contact_id: jid,
    phone_number: number,
    source: 'word',
    word: '«Stop!»',
    message_id
  })
  const other = await seedConnected(app, tenant)
  assert.equal(await codeOf({ session_id: other }), 'recipient_opted_out')
  assert.equal(await codeOf({ to: '+201007654321' }), 'accepted', 'others are written to')
  await hear(app, tenant, session_id, 'STOP')
  assert.equal((await list()).length, 1, 'twice is the same')
  await hear(app, tenant, other, 'start')
  assert.deepEqual(await list(), [])
  assert.equal(await codeOf({ session_id: other }), 'accepted')
  assert.deepEqual(
    (await told()).map((event) => [event.type, event.data['id'], event.session_id]),
    [
      ['contact.opted_out', id, session_id],
      ['contact.opted_in', id, other]
    ]
  )
  const events = (await me.get('/api/v1/events?limit=100')).json().data
  const heard = events.find((event: { type: string }) => event.type === 'contact.opted_out')
  assert.equal(heard.data.created_at, created_at)
})

test('words of many languages count, in any case and with any signs around them', async (t) => {
  const { app, tenant, session_id, list, me } = await bed(t)
  const words = (await me.get(`${opt_outs}/words`)).json()
  assert.equal(words.is_default, true)
  const languages = await app.owner.query(
    "select distinct language from default_opt_out_words where kind = 'stop'"
  )
  assert.ok(languages.length >= 30)
  const said = [
    'إلغاء الاشتراك',
    'الغاء الإشتراك',
    'DÉSABONNER.',
    'Стоп',
    '退订',
    '수신거부',
    'बंद करें',
    'Durdur…'
  ]
  for (const [nth, body] of said.entries()) {
    await hear(app, tenant, session_id, body, `20100000000${nth}@s.whatsapp.net`)
    assert.equal((await list()).length, nth + 1, body)
  }
  for (const word of [...words.stop_words, ...words.start_words]) {
    const [kind] = await app.owner.query<{ kind: string }>('select opt_out_word($1, $2) as kind', [
      tenant.tenant_id,
      word
    ])
    assert.equal(kind?.kind, words.stop_words.includes(word) ? 'stop' : 'start', word)
  }
})

test('who has opted out still gets an answer for a day after they wrote, though none in bulk', async (t) => {
  const { app, tenant, session_id, codeOf, me } = await bed(t)
  const id = await hear(app, tenant, session_id, 'stop')
  assert.equal(await codeOf(), 'accepted', 'that it was heard')
  assert.equal(await codeOf({ priority: 'bulk' }), 'recipient_opted_out')
  const text = { session_id, to: `+${number}`, type: 'text', text: { body: 'hi' } }
  const bulk = (
    await me.post('/api/v1/messages/bulk', { messages: [text, { ...text, to: '+201007654321' }] })
  ).json()
  assert.deepEqual(
    bulk.results.map((one: { error?: { code: string } }) => one.error?.code ?? 'accepted'),
    ['recipient_opted_out', 'accepted']
  )
  assert.equal(
    await codeOf({ type: 'reaction', text: undefined, reaction: { message_id: id, emoji: '👍' } }),
    'accepted'
  )
  const old = firstIdOf('message', new Date(Date.now() - 25 * 3_600_000))
  await app.owner.query('update messages set id = $2 where id = $1', [id, old])
  const refused = await me.post('/api/v1/messages', text)
  assert.equal(refused.statusCode, 409)
  assert.deepEqual(refused.json().errors[0].path, 'to')
  assert.equal(
    await codeOf({ type: 'reaction', text: undefined, reaction: { message_id: old, emoji: '👍' } }),
    'accepted'
  )
  await hear(app, tenant, session_id, 'I have a question')
  assert.equal(await codeOf(), 'accepted')
})

test('an opt-out counts for every address of a person', async (t) => {
  const { app, tenant, session_id, codeOf, list, me } = await bed(t)
  await hear(app, tenant, session_id, 'stop', lid)
  assert.deepEqual((await list())[0].phone_number, null)
  const other = await seedConnected(app, tenant)
  assert.equal(await codeOf({ session_id: other }), 'accepted', 'nobody knows whose number that is')
  await app.owner.query(
    'insert into lids (session_id, tenant_id, lid, jid) values ($1, $2, $3, $4)',
    [session_id, tenant.tenant_id, lid, jid]
  )
  assert.equal(await codeOf({ session_id: other }), 'recipient_opted_out')
  assert.equal(await codeOf({ session_id: other, to: lid }), 'recipient_opted_out')
  const found = (await me.get(`${opt_outs}?contact=%2B${number}`)).json().data
  assert.equal(found[0].contact_id, lid)
  const again = await me.post(opt_outs, { contact: `+${number}` })
  assert.equal(again.json().id, found[0].id, 'it is known already')
  await hear(app, tenant, session_id, 'start', jid)
  assert.deepEqual(await list(), [])
})

test('a call notes an opt-out and ends it, once, with events and entries in the log', async (t) => {
  const { app, codeOf, list, me, told } = await bed(t)
  const made = await me.post(opt_outs, { contact: `+${number}` })
  assert.equal(made.statusCode, 201, made.body)
  assert.equal(made.json().source, 'api')
  assert.equal((await me.post(opt_outs, { contact: jid })).json().id, made.json().id)
  assert.deepEqual(await list(), [made.json()])
  assert.equal(await codeOf(), 'recipient_opted_out')
  for (const contact of ['120363000000000001@g.us', '0100', '@name']) {
    const wrong = await me.post(opt_outs, { contact })
    assert.equal(wrong.json().errors?.[0].path, 'contact', wrong.body)
    const asked = await me.get(`${opt_outs}?contact=${encodeURIComponent(contact)}`)
    assert.equal(asked.statusCode, 422)
  }
  assert.equal((await me.delete(`${opt_outs}/${made.json().id}`)).statusCode, 204)
  assert.equal((await me.delete(`${opt_outs}/${made.json().id}`)).statusCode, 404)
  assert.equal(await codeOf(), 'accepted')
  const types = (await told()).map(({ type, data }) => [type, data['ended_by']])
  assert.deepEqual(types, [
    ['contact.opted_out', undefined],
    ['contact.opted_in', 'api']
  ])
  const stranger = app.as(await app.seed.tenant())
  assert.deepEqual((await stranger.get(opt_outs)).json().data, [])
})

test('a tenant chooses its words, and goes back to those of everybody', async (t) => {
  const { app, tenant, session_id, list, me } = await bed(t)
  const words = { stop_words: ['No más', 'Basta'], start_words: ['Sí'] }
  const set = await me.put(`${opt_outs}/words`, words)
  assert.deepEqual(set.json(), { is_default: false, ...words })
  await hear(app, tenant, session_id, 'stop')
  assert.deepEqual(await list(), [])
  await hear(app, tenant, session_id, 'NO MAS')
  assert.equal((await list()).length, 1)
  await hear(app, tenant, session_id, 'si')
  assert.deepEqual(await list(), [])
  const wrong = await me.put(`${opt_outs}/words`, { stop_words: ['!', 'x'], start_words: ['X'] })
  assert.deepEqual(
    wrong.json().errors.map((one: { path: string }) => one.path),
    ['stop_words.0', 'start_words.0']
  )
  assert.equal((await me.delete(`${opt_outs}/words`)).statusCode, 204)
  await hear(app, tenant, session_id, 'basta')
  assert.deepEqual(await list(), [])
  await hear(app, tenant, session_id, 'stop')
  assert.equal((await list()).length, 1)
})

test('a message that could be decrypted only later is heard, and one of a group is not', async (t) => {
  const { app, tenant, session_id, list } = await bed(t)
  await hear(app, tenant, session_id, 'stop', '120363000000000001@g.us')
  assert.deepEqual(await list(), [])
  const id = await hear(app, tenant, session_id, 'x')
  await app.owner.query("update messages set status = 'undecryptable' where id = $1", [id])
  await app.owner.query("update messages set status = 'received', content = $2 where id = $1", [
    id,
    { text: { body: 'stop' } }
  ])
  assert.equal((await list())[0].message_id, id)
})

test('what waits for somebody who opts out is not sent, and what was accepted since stays', async (t) => {
  const { app, tenant, session_id, me, send } = await bed(t)
  const later = { send_at: '2027-01-01T00:00:00Z' }
  const waits = (await send()).json().id
  const scheduled = (await send(later)).json().id
  const begun = (await send()).json().id
  const elsewhere = (await send({ to: '+201007654321' })).json().id
  await app.owner.query('update outbound set began_epoch = 1 where message_id = $1', [begun])
  await hear(app, tenant, session_id, 'stop')
  const answer = (await send()).json().id
  const [{ id, payload } = { id: '', payload: null }] = await app.owner.query<{
    id: string
    payload: unknown
  }>(
    'select o.id, j.payload from opt_outs o, graphile_worker._private_jobs j where payload::text like $1',
    ['%opt_out_id%']
  )
  assert.deepEqual(payload, { v: 1, opt_out_id: id })
  const system = openDb({ url: app.urls.system, connections_max: 1, application_name: 'test' })
  assert.equal(await endOptedOut(system, id, new AbortController().signal), 2)
  assert.equal(await endOptedOut(system, id, new AbortController().signal), 0)
  await system.close()
  const statusOf = async (message_id: string) => {
    const { status, error } = (await me.get(`/api/v1/messages/${message_id}`)).json()
    return error ? `${status} ${error.code}` : status
  }
  assert.equal(await statusOf(waits), 'failed recipient_opted_out')
  assert.equal(await statusOf(scheduled), 'failed recipient_opted_out')
  for (const one of [begun, elsewhere, answer]) assert.equal(await statusOf(one), 'queued')
})

test('a worker hears the word with the message, on a real connection', async (t) => {
  const live = await liveBed(t)
  const friend = await live.farm.simulator.createPhone({})
  await live.farm.simulator.say(friend.number, { to: live.session.number, text: 'Stop' })
  const found = await until('the opt-out', async () => {
    const { data } = (await live.me.get(opt_outs)).json()
    return data.length > 0 ? data[0] : false
  })
  assert.equal(found.word, 'Stop')
  const message = (await live.me.get(`/api/v1/messages/${found.message_id}`)).json()
  assert.equal(message.text.body, 'Stop')
})

test('opt-outs are guarded', async (t) => {
  const { app, me } = await bed(t)
  const { id } = (await me.post(opt_outs, { contact: jid })).json()
  await proveGuards(app, opt_out_routes, (url) => url.replace(':id', id), {})
})
