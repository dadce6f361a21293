import assert from 'node:assert/strict'
import { test } from 'node:test'
import { delete_window_ms, edit_window_ms } from '../../src/domain/message-changes.ts'
import { message_routes } from '../../src/http/routes/messages/routes.ts'
import type { Caller } from '../../testkit/app.ts'
import { harness } from '../../testkit/app.ts'
import { proveGuards } from '../../testkit/guards.ts'
import { seedConnected, seedSession } from '../../testkit/seed-session.ts'
import { path, seedMessage, used } from './message-calls.ts'

type Action = {
  method: 'patch' | 'post' | 'delete'
  more: string
  body?: object
  /** What it is answered with: a message of this type. */
  type: string
  /** Bodies that are refused, and the member that the answer names. */
  bad: [body: object, field: string][]
}

const edit: Action = {
  method: 'patch',
  more: '',
  body: { text: { body: 'hello!' } },
  type: 'edit',
  bad: [
    [{}, 'text'],
    [{ text: { body: '' } }, 'text.body'],
    [{ text: { body: 'x'.repeat(65_537) } }, 'text.body'],
    [{ text: { body: 'x' }, for: 'everyone' }, 'for'],
    [{ text: { body: 'x' }, caption: 'x' }, 'text'],
    [{ caption: '' }, 'caption'],
    [{ caption: 'x'.repeat(1_025) }, 'caption'],
    [{ text: { body: '@201001234567', mentions: ['+201001234567'] } }, 'text.mentions']
  ]
}
const remove: Action = { method: 'delete', more: '', type: 'delete', bad: [] }
const react: Action = {
  method: 'post',
  more: '/reaction',
  body: { emoji: '👍' },
  type: 'reaction',
  bad: [
    [{}, 'emoji'],
    [{ emoji: 'thumbs up' }, 'emoji'],
    [{ emoji: '👍👍' }, 'emoji'],
    [{ emoji: '👍', message_id: 'x' }, 'message_id']
  ]
}
const forward: Action = {
  method: 'post',
  more: '/forward',
  body: { to: '+201007654321' },
  type: 'text',
  bad: [
    [{}, 'to'],
    [{ to: 'Ahmed' }, 'to'],
    [{ to: '+201007654321', text: {} }, 'text']
  ]
}
const pin: Action = {
  method: 'post',
  more: '/pin',
  body: { for: '7d' },
  type: 'pin',
  bad: [
    [{}, 'for'],
    [{ for: '8d' }, 'for']
  ]
}
const unpin: Action = { method: 'delete', more: '/pin', type: 'pin', bad: [] }
const read: Action = {
  method: 'post',
  more: '/read',
  body: {},
  type: 'read',
  bad: [
    [{ played: 'yes' }, 'played'],
    [{ until: 1 }, 'until']
  ]
}
const vote: Action = {
  method: 'post',
  more: '/vote',
  body: { options: ['Morning'] },
  type: 'poll_vote',
  bad: [
    [{}, 'options'],
    [{ options: 'Morning' }, 'options'],
    [{ options: [1] }, 'options.0'],
    [{ options: Array.from({ length: 101 }, String) }, 'options'],
    [{ options: [], poll: 'x' }, 'poll']
  ]
}
const respond: Action = {
  method: 'post',
  more: '/response',
  body: { response: 'going' },
  type: 'event_response',
  bad: [
    [{}, 'response'],
    [{ response: 'perhaps' }, 'response'],
    [{ response: 'going', extra_guests: -1 }, 'extra_guests'],
    [{ response: 'going', extra_guests: 1_001 }, 'extra_guests'],
    [{ response: 'going', guests: 1 }, 'guests']
  ]
}
const caption: Action = { ...edit, body: { caption: 'better' }, bad: [] }
const actions = { edit, remove, react, forward, pin, unpin, read, vote, respond }

const perform = (caller: Caller, { method, more, body }: Action, id: string) =>
  method === 'delete'
    ? caller.delete(`${path}/${id}${more}`)
    : caller[method](`${path}/${id}${more}`, body)

const poll = {
  type: 'poll',
  content: { poll: { question: 'When?', options: ['Morning', 'Evening'], answers_max: 1 } }
}
const event = (more: object = {}) => ({
  type: 'event',
  content: { event: { name: 'Opening', start_at: '2027-03-01T17:00:00.000Z', ...more } }
})
/** What a message has to be for an action; any for most of them. */
const meantFor = (action: Action): object =>
  action === vote ? poll : action === respond ? event() : {}

const picture = (image: object) => ({ type: 'image', content: { image } })
const ago = (ms: number) => new Date(Date.now() - ms)
const ours = { direction: 'outbound', status: 'sent', sent_at: new Date() }
const theirs = { sender_id: '201009876543@s.whatsapp.net' }
const group = { chat_id: '120363012345678901@g.us' }

test('what can be asked of a message is refused where it makes no sense, each with a code of its own, and nothing is queued', async (t) => {
  const app = await harness(t)
  const tenant = await app.seed.tenant()
  const caller = app.as(tenant)
  const session_id = await seedConnected(app, tenant)
  const seed = (columns: object) => seedMessage(app, tenant, session_id, { ...columns })
  const { edit, remove, react, forward, pin, unpin, read } = actions
  const all = Object.values(actions)
  const but_read = all.filter((one) => one !== read)
  const place = { type: 'location', content: { location: { latitude: 1, longitude: 2 } } }
  const late = (ms: number) => ({ ...ours, sent_at: ago(ms), queued_at: ago(ms) })
  const refused: [code: string, actions: Action[], message: object][] = [
    ['message_not_sent', but_read, { ...ours, status: 'queued', sent_at: null }],
    [
      'message_not_sent',
      but_read,
      { ...ours, status: 'failed', sent_at: null, failed_at: new Date() }
    ],
    ['message_not_sent', but_read, { ...ours, status: 'canceled', sent_at: null }],
    ['message_deleted', all, { ...theirs, deleted_at: new Date(), content: {} }],
    ['message_deleted', but_read, { ...ours, deleted_at: new Date(), content: {} }],
    ['message_not_own', [edit, remove], theirs],
    ['message_not_own', [edit], { ...theirs, ...group }],
    ['message_own', [read], ours],
    ['message_unsuitable', [edit], { ...ours, ...place }],
    ['message_unsuitable', [edit], { ...ours, ...picture({ caption: 'x' }) }],
    ['message_unsuitable', [caption], ours],
    ['message_unsuitable', [caption, forward], { ...ours, ...picture({ view_once: true }) }],
    [
      'message_unsuitable',
      [caption],
      { ...ours, type: 'video', content: { video: { video_note: true } } }
    ],
    [
      'message_unsuitable',
      [forward],
      { ...theirs, type: 'interactive', content: { interactive: { type: 'button_reply' } } }
    ],
    ['message_not_own', [caption], { ...theirs, ...picture({}) }],
    ['edit_window_over', [caption], { ...late(edit_window_ms), ...picture({}) }],
    ['message_unsuitable', but_read, { ...ours, type: 'reaction', content: { reaction: {} } }],
    ['message_unsuitable', but_read, { ...ours, type: 'edit', content: { edit: {} } }],
    ['message_unsuitable', [forward], { ...theirs, type: 'call', content: { call: {} } }],
    ['message_unsuitable', [forward], { ...theirs, status: 'undecryptable', type: 'unsupported' }],
    ['message_unsuitable', [vote, respond], theirs],
    ['message_unsuitable', [vote], { ...theirs, ...event() }],
    ['message_unsuitable', [respond], { ...theirs, ...poll }],
    ['message_unsuitable', [respond], { ...theirs, ...event({ canceled: true }) }],
    ['edit_window_over', [edit], late(edit_window_ms)],
    ['delete_window_over', [remove], late(delete_window_ms)]
  ]
  for (const [code, which, columns] of refused) {
    const id = await seed(columns)
    for (const action of which) {
      const answer = await perform(caller, action, id)
      const what = `${code} for ${action.method}${action.more}: ${answer.body}`
      assert.deepEqual([answer.statusCode, answer.json().code], [409, code], what)
      assert.ok(answer.json().detail.length > 20, what)
    }
  }
  const id = await seed(ours)
  for (const action of all)
    for (const [body, field] of action.bad) {
      const answer = await perform(caller, { ...action, body }, id)
      assert.equal(answer.statusCode, 422, `${JSON.stringify(body)} ${answer.body}`)
      const fields = answer.json().errors.map((one: { path: string }) => one.path)
      assert.ok(fields.includes(field), `${field} in ${fields}`)
    }
  const unfit: [Action, object, object, string][] = [
    [vote, poll, { options: ['Noon'] }, 'options'],
    [vote, poll, { options: ['Morning', 'Evening'] }, 'options'],
    [respond, event(), { response: 'going', extra_guests: 1 }, 'extra_guests']
  ]
  for (const [action, columns, body, field] of unfit) {
    const answer = await perform(caller, { ...action, body }, await seed({ ...theirs, ...columns }))
    assert.deepEqual([answer.statusCode, answer.json().errors[0].path], [422, field])
  }
  const for_me = await caller.delete(`${path}/${id}?for=nobody`)
  assert.deepEqual([for_me.statusCode, for_me.json().errors[0].path], [422, 'for'])

  // A session that sends nothing.
  const gone = await seedSession(app, tenant, { status: 'logged_out', linked_at: new Date() })
  for (const action of all) {
    const columns = { ...(action === read ? theirs : ours), ...meantFor(action) }
    const answer = await perform(caller, action, await seedMessage(app, tenant, gone, columns))
    assert.equal(answer.json().code, 'session_logged_out', action.more)
  }
  assert.equal(await app.count('outbound'), 0)
  assert.equal(await used(app), 0)

  // Until the last moment, and what groups and others allow.
  const allowed: [Action, object][] = [
    [edit, late(edit_window_ms - 60_000)],
    [caption, { ...late(edit_window_ms - 60_000), ...picture({}) }],
    [remove, late(delete_window_ms - 60_000)],
    [remove, { ...theirs, ...group }],
    [react, theirs],
    [forward, { ...theirs, ...place }],
    [pin, late(delete_window_ms * 10)],
    [unpin, theirs],
    [read, theirs],
    [vote, { ...theirs, ...poll }],
    [vote, { ...ours, ...poll }],
    [respond, { ...theirs, ...event() }]
  ]
  for (const [action, columns] of allowed) {
    const answer = await perform(caller, action, await seed(columns))
    assert.equal(answer.statusCode, 202, `${action.method}${action.more}: ${answer.body}`)
    const type = action === forward ? 'location' : action.type
    assert.deepEqual([answer.json().type, answer.json().status], [type, 'queued'])
  }
  // An edit or deletion that waits for too long is not sent.
  const queued = await app.owner.query<{ type: string; late_s: number }>(
    `select type, extract(epoch from expires_at - now())::int as late_s from messages
     where status = 'queued' and expires_at is not null order by type, expires_at`
  )
  assert.deepEqual(
    queued.map(({ type }) => type),
    ['delete', 'delete', 'edit', 'edit']
  )
  assert.ok(queued.every(({ late_s }) => late_s > 0 && late_s <= delete_window_ms / 1_000))
  assert.equal(await used(app), 2, 'a reaction and a forward count, changes do not')
})

test('nobody asks anything of a message without a credential, with another scope, or of another tenant', async (t) => {
  const app = await harness(t)
  const urls = new Set(Object.values(actions).map(({ more }) => `/api/v1/messages/:id${more}`))
  const routes = message_routes.filter(({ url, method }) => urls.has(url) && method !== 'GET')
  assert.equal(routes.length, Object.keys(actions).length)
  const tenant = await app.seed.tenant()
  const id = await seedMessage(app, tenant, await seedConnected(app, tenant), ours)
  const named = (method: string) => (action: Action) => action.method === method.toLowerCase()
  const bodies = routes.map(({ method, url }) => {
    const of_route = Object.values(actions).filter(named(method))
    const action = of_route.find(({ more }) => `/api/v1/messages/:id${more}` === url)
    return [`${method} ${url}`, action?.body ?? {}]
  })
  await proveGuards(app, routes, (url) => url.replace(':id', id), Object.fromEntries(bodies))
  assert.equal(await app.count('outbound'), 0)
})
