import assert from 'node:assert/strict'
import { newId } from '../../src/domain/ids.ts'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'
import { seedSession } from '../../testkit/seed-session.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { until } from '../../testkit/until.ts'
import { codeOf } from './chat-bed.ts'
import { chat, friendOf } from './status-bed.ts'

const test = sideBySide(2)

test('statuses of somebody who is muted, here or on the phone, are kept and not told of', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session } = bed
  const { simulator } = bed.farm
  const friend = await friendOf(bed)
  await me.patch(path(''), { statuses: { received: true } })
  const say = async (words: string): Promise<void> => {
    const to = { to: chat, people: [session.number], text: words }
    const { ids } = await simulator.say(friend.number, to)
    await until('it is here', async () => {
      const { data } = (await me.get(path('/statuses/received'))).json()
      return data.some((one: { whatsapp_id: string }) => one.whatsapp_id === ids[0])
    })
  }
  const told = async (type: string): Promise<Record<string, unknown>[]> => {
    const { data } = (await me.get('/api/v1/events?limit=100')).json()
    return data.flatMap((one: { type: string; data: object }) =>
      one.type === type ? one.data : []
    )
  }
  const muted = async () => (await me.get(path(`/contacts/${friend.number}`))).json().status_muted
  const on_phone = async () => {
    const { collections } = await simulator.appState(session.number)
    const found = collections['regular_high']?.actions.filter(
      ({ index }) => index[0] === 'userStatusMute'
    )
    return found?.map(({ index, value }) => [index[1], value['userStatusMuteAction']])
  }
  const url = path(`/contacts/${friend.number}/status-mute`)
  assert.equal(await muted(), false)
  const answer = await me.post(url)
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual([answer.json().jid, answer.json().status_muted], [friend.jid, true])
  assert.deepEqual(await on_phone(), [[friend.jid, { muted: true }]])
  assert.equal((await me.post(url)).json().status_muted, true, 'twice is the same')
  await say('nobody is told')
  assert.deepEqual(await told('status.received'), [])

  assert.equal((await me.delete(url)).statusCode, 204)
  assert.equal(await muted(), false)
  await say('told again')
  assert.equal((await told('status.received')).length, 1)
  await simulator.muteStatuses(session.number, { who: friend.number })
  await until('it is muted on the phone', muted)
  await say('nobody is told of this one either')
  assert.equal((await told('status.received')).length, 1)
  const changes = (await told('contact.updated')).map((one) => one['status_muted'])
  assert.deepEqual(changes, [true, false, true])

  // Somebody who has never written is muted as well.
  const stranger = await friendOf(bed, false)
  const mute = path(`/contacts/${stranger.number}/status-mute`)
  assert.equal((await me.post(mute)).json().status_muted, true)
})

test('who may not, what is not there and what WhatsApp refuses is told for each call about statuses of others', async (t) => {
  const bed = await liveBed(t)
  const { me, path, app, tenant } = bed
  const friend = await friendOf(bed)
  const writer = await app.withKey(['messages:write'], tenant)
  const reader = await app.withKey(['messages:read', 'sessions:write'], tenant)
  const stranger = app.as(await app.seed.tenant())
  const nobody = newId('message')
  for (const rest of ['', `/${nobody}`]) {
    const url = path(`/statuses/received${rest}`)
    assert.equal(codeOf(await app.anonymous.get(url)), '401 unauthenticated')
    assert.equal(codeOf(await writer.get(url)), '403 scope_missing')
    assert.equal(codeOf(await stranger.get(url)), '404 not_found')
  }
  const audience = path('/statuses/audience')
  assert.equal(codeOf(await app.anonymous.get(audience)), '401 unauthenticated')
  assert.equal(codeOf(await writer.get(audience)), '403 scope_missing')
  assert.equal(codeOf(await stranger.get(audience)), '404 not_found')
  const read = path(`/statuses/received/${nobody}/read`)
  assert.equal(codeOf(await app.anonymous.post(read)), '401 unauthenticated')
  assert.equal(codeOf(await reader.post(read)), '403 scope_missing')
  for (const caller of [stranger, me])
    assert.equal(codeOf(await caller.post(read)), '404 not_found')
  const mute = path(`/contacts/${friend.number}/status-mute`)
  await assertGuarded(bed, 'contacts:write', (caller) => caller.post(mute))
  await assertGuarded(bed, 'contacts:write', (caller) => caller.delete(mute))
  assert.equal(codeOf(await me.post(path('/contacts/nobody/status-mute'))), '404 not_found')

  for (const query of ['?from=nobody', '?limit=0', '?cursor=x', '?to=x']) {
    const status = (await me.get(path(`/statuses/received${query}`))).statusCode
    assert.ok(status === 422 || status === 404, `${query}: ${status}`)
  }
  for (const statuses of [{}, { received: 'yes' }, { received: true, more: 1 }, null])
    assert.equal((await me.patch(path(''), { statuses })).statusCode, 422)
  const away = await seedSession(app, tenant, { status: 'stopped', desired: 'stopped' })
  assert.match(codeOf(await me.get(`/api/v1/sessions/${away}/statuses/audience`)), /^409 session_/)
  assert.deepEqual((await me.get(`/api/v1/sessions/${away}/statuses/received`)).json().data, [])
  await assertSilence(
    bed,
    () => me.get(audience),
    () => me.post(mute)
  )
  // Nobody has ever set it: then it is as for everybody.
  await assertRefusals(bed, () => me.get(audience), { '404': '200 undefined' })
})
