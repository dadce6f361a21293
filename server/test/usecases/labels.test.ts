import assert from 'node:assert/strict'
import { newId } from '../../src/domain/ids.ts'
import type { Answer, Caller } from '../../testkit/app.ts'
import { assertRefusals, assertSilence, type LiveBed, liveBed } from '../../testkit/live-bed.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { chatWith, codeOf } from './chat-bed.ts'

const test = sideBySide(2)

type Shown = { id: string; name: string; color: number | null; chats_count: number }

const labelsOf = async ({ me, path }: LiveBed): Promise<Shown[]> =>
  (await me.get(path('/labels'))).json().data

/** Labels as the phone has them: what it reads in the settings of the account. */
const onPhone = async ({ farm, session }: LiveBed, kind: string, label: string) => {
  const { collections } = await farm.simulator.appState(session.number)
  const found = collections['regular']?.actions.filter(
    ({ index }) => index[0] === kind && index[1] === label
  )
  return found ?? []
}

type Told = { label: { id: string; name: string; deleted: boolean }; labeled: boolean | null }

/** What is told of labels, once there is so much of it: events are listed when none before them can come any more. */
const told = ({ me }: LiveBed, count: number): Promise<Told[]> =>
  until(`${count} changes of labels are told`, async () => {
    const { data } = (await me.get('/api/v1/events?limit=100')).json()
    const of_labels = data.filter((one: { type: string }) => one.type === 'label.updated')
    return of_labels.length >= count && of_labels.map((one: { data: Told }) => one.data)
  })

test('a label is made, changed, put on a chat and a message, taken off and deleted, here and on the phone', async (t) => {
  const bed = await liveBed(t)
  const { me, path } = bed
  const { friend } = await chatWith(bed, ['hello'])
  const made = await me.post(path('/labels'), { name: ' Paid ', color: 3 })
  assert.equal(made.statusCode, 201, made.body)
  const { id } = made.json()
  const shown = { id, session_id: bed.session.id, name: 'Paid', color: 3, predefined: false }
  assert.deepEqual(made.json(), { ...shown, chats_count: 0, messages_count: 0 })
  assert.deepEqual(await labelsOf(bed), [made.json()])
  const [edit] = await onPhone(bed, 'label_edit', id)
  const { name, color, deleted } = (edit?.value['labelEditAction'] ?? {}) as Partial<Shown> & {
    deleted?: boolean
  }
  assert.deepEqual([name, color, !!deleted], ['Paid', 3, false])

  const url = path(`/labels/${id}`)
  const renamed = await me.patch(url, { name: 'Paid twice' })
  assert.deepEqual([renamed.json().name, renamed.json().color], ['Paid twice', 3])
  const on_chat = await me.post(`${url}/chats`, { chat: friend.number })
  assert.equal(on_chat.json().chats_count, 1, on_chat.body)
  assert.equal((await me.post(`${url}/chats`, { chat: friend.number })).json().chats_count, 1)
  const chat = path(`/chats/${friend.number}/messages`)
  const [message] = (await me.get(chat)).json().data
  const on_message = await me.post(`${url}/messages`, { message_id: message.id })
  assert.equal(on_message.json().messages_count, 1, on_message.body)
  const read = (await me.get(url)).json()
  assert.deepEqual(read.chats, [message.chat_id])
  const { id: message_id, whatsapp_id, chat_id } = message
  assert.deepEqual(read.messages, [{ id: message_id, whatsapp_id, chat_id }])
  const [carried] = await onPhone(bed, 'label_message', id)
  assert.deepEqual(carried?.index, ['label_message', id, chat_id, whatsapp_id, '0', '0'])

  const off = await me.delete(`${url}/chats`, {}, { chat: friend.number })
  assert.equal(off.json().chats_count, 0, off.body)
  const off_message = await me.delete(`${url}/messages`, {}, { message_id })
  assert.equal(off_message.json().messages_count, 0)
  assert.equal((await me.delete(url)).statusCode, 204)
  assert.deepEqual(await labelsOf(bed), [])
  for (const answer of [await me.get(url), await me.patch(url, { color: 1 }), await me.delete(url)])
    assert.equal(codeOf(answer), '404 not_found')
  const events = (await told(bed, 7)).map(({ label, labeled }) => [
    label.name,
    label.deleted,
    labeled
  ])
  assert.deepEqual(events, [
    ['Paid', false, null],
    ['Paid twice', false, null],
    ['Paid twice', false, true],
    ['Paid twice', false, true],
    ['Paid twice', false, false],
    ['Paid twice', false, false],
    ['Paid twice', true, null]
  ])
  const { collections } = await bed.farm.simulator.appState(bed.session.number)
  assert.equal(collections['regular']?.mismatches, 0)
})

test('what the phone does to labels is told and kept, and is there after another worker has taken the session', async (t) => {
  const bed = await liveBed(t)
  const { simulator } = bed.farm
  const { number } = bed.session
  const { friend, ids } = await chatWith(bed, ['hello', 'again'])
  await simulator.setLabel(number, { label: '1', name: 'New customer', color: 1, predefined: 1 })
  await simulator.labelChat(number, { label: '1', chat: friend.number })
  await simulator.labelChat(number, { label: '1', chat: friend.number, message: ids[0] ?? '' })
  const complete = () =>
    until('all is there', async () => {
      const {
        chats = [],
        messages = [],
        ...label
      } = (await bed.me.get(bed.path('/labels/1'))).json()
      return chats.length === 1 && messages.length === 1 ? { ...label, messages } : undefined
    })
  const { messages, ...label } = await complete()
  assert.deepEqual([label.name, label.color, label.predefined], ['New customer', 1, true])
  assert.equal(messages[0].whatsapp_id, ids[0])
  assert.match(messages[0].id, /^msg_/)
  assert.equal((await told(bed, 3)).length, 3)

  const other = await bed.startWorker()
  await bed.farm.workers.release(bed.worker.address, bed.session.id, 'moved')
  assert.ok(await bed.farm.give(bed.session.id, other))
  await bed.farm.waitStatus(bed.session.id, 'connected')
  await simulator.labelChat(number, { label: '1', chat: friend.number, labeled: false })
  await until('it is off', async () => (await labelsOf(bed))[0]?.chats_count === 0)
  await simulator.setLabel(number, { label: '1', deleted: true })
  await until('it is gone', async () => (await labelsOf(bed)).length === 0)
  assert.deepEqual(
    (await told(bed, 5)).map((one) => one.labeled),
    [null, true, true, false, null]
  )
})

test('labels go with the link of their number', async (t) => {
  const bed = await liveBed(t)
  const { owner } = bed.farm
  const made = await bed.me.post(bed.path('/labels'), { name: 'Paid' })
  assert.equal(made.json().color, 0)
  await bed.farm.simulator.logout(bed.session.number)
  await bed.farm.waitStatus(bed.session.id, 'logged_out')
  await until('they are gone', async () => {
    const rows = await owner.query('select 1 from labels where session_id = $1', [bed.session.id])
    return rows.length === 0
  })
})

test('what is wrong, of somebody else or of another session is refused', async (t) => {
  const bed = await liveBed(t)
  const { me, path } = bed
  const { friend } = await chatWith(bed, ['hello'])
  const { id } = (await me.post(path('/labels'), { name: 'Paid' })).json()
  for (const body of [{}, { name: '' }, { name: 'x'.repeat(101) }, { name: 'x', color: 20 }])
    assert.equal((await me.post(path('/labels'), body)).statusCode, 422)
  for (const body of [{}, { colour: 1 }])
    assert.equal((await me.patch(path(`/labels/${id}`), body)).statusCode, 422)
  const url = path(`/labels/${id}`)
  assert.equal((await me.post(`${url}/chats`, {})).statusCode, 422)
  assert.equal((await me.post(`${url}/messages`, { message_id: 'x' })).statusCode, 422)
  assert.equal(codeOf(await me.post(`${url}/chats`, { chat: '+201009999999' })), '404 not_found')
  const nowhere = { message_id: newId('message') }
  assert.equal(codeOf(await me.post(`${url}/messages`, nowhere)), '404 not_found')
  const elsewhere = path('/labels/999')
  for (const answer of [
    await me.get(elsewhere),
    await me.delete(elsewhere),
    await me.post(`${elsewhere}/chats`, { chat: friend.number })
  ])
    assert.equal(codeOf(answer), '404 not_found')
})

test('who may not is refused, and what WhatsApp refuses or leaves unanswered is told', async (t) => {
  const bed = await liveBed(t)
  const { me, path } = bed
  const { friend } = await chatWith(bed, ['hello'])
  const { id } = (await me.post(path('/labels'), { name: 'Paid' })).json()
  const url = path(`/labels/${id}`)
  const [message] = (await me.get(path(`/chats/${friend.number}/messages`))).json().data
  const chat = { chat: friend.number }
  const about = { message_id: message.id }
  const calls: ((caller: Caller) => Promise<Answer>)[] = [
    (caller) => caller.post(path('/labels'), { name: 'x' }),
    (caller) => caller.patch(url, { name: 'Paid' }),
    (caller) => caller.post(`${url}/chats`, chat),
    (caller) => caller.delete(`${url}/chats`, {}, chat),
    (caller) => caller.post(`${url}/messages`, about),
    (caller) => caller.delete(`${url}/messages`, {}, about),
    (caller) => caller.delete(url)
  ]
  const reader = await bed.app.withKey(['messages:read', 'sessions:write'], bed.tenant)
  const stranger = bed.app.as(await bed.app.seed.tenant())
  for (const call of calls) {
    assert.equal(codeOf(await call(bed.app.anonymous)), '401 unauthenticated')
    assert.equal(codeOf(await call(reader)), '403 scope_missing')
    assert.equal(codeOf(await call(stranger)), '404 not_found')
  }
  const writer = await bed.app.withKey(['messages:write'], bed.tenant)
  for (const address of [path('/labels'), url]) {
    assert.equal(codeOf(await bed.app.anonymous.get(address)), '401 unauthenticated')
    assert.equal(codeOf(await writer.get(address)), '403 scope_missing')
    assert.equal(codeOf(await stranger.get(address)), '404 not_found')
    assert.equal((await reader.get(address)).statusCode, 200)
  }
  const resting = `/api/v1/sessions/${await seedSession(bed.app, bed.tenant)}/labels`
  assert.equal(codeOf(await me.post(resting, { name: 'x' })), '409 session_not_connected')
  const rename = (name: string) => () => me.patch(url, { name })
  await assertSilence(bed, rename('Once'))
  await assertRefusals(bed, rename('Twice'))
  assert.equal((await me.get(url)).json().name, 'Paid')
})
