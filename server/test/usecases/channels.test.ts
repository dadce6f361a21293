import assert from 'node:assert/strict'
import { assertGuarded, assertRefusals, assertSilence, liveBed } from '../../testkit/live-bed.ts'
import { sideBySide } from '../../testkit/side-by-side.ts'
import { codeOf } from './chat-bed.ts'

const test = sideBySide(2)

test('a channel of somebody is found by its link, followed, muted, listed and left again', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session } = bed
  const { simulator } = bed.farm
  const { number } = await simulator.createPhone({})
  const made = await simulator.makeChannel(number, { name: 'Bakery', description: 'What is fresh' })
  const link = `https://whatsapp.com/channel/${made.invite}`
  const url = path(`/channels/${made.id}`)
  assert.deepEqual((await me.get(path('/channels'))).json(), { data: [], next_cursor: null })

  const stranger = {
    id: made.id,
    session_id: session.id,
    name: 'Bakery',
    description: 'What is fresh',
    link,
    followers: 0,
    verified: false,
    state: 'active',
    role: 'none',
    muted: false
  }
  for (const invite of [link, made.invite, ` whatsapp.com/channel/${made.invite} `]) {
    const query = `?invite=${encodeURIComponent(invite)}`
    const found = await me.get(path(`/channels/invite-info${query}`))
    assert.equal(found.statusCode, 200, found.body)
    const { created_at, ...channel } = found.json()
    assert.deepEqual(channel, stranger)
    assert.ok(Date.parse(created_at) > 0)
  }
  assert.equal(codeOf(await me.post(`${url}/mute`)), '409 refused_by_whatsapp')

  const follower = { ...stranger, followers: 1, role: 'follower' }
  const shown = ({ created_at: _, ...channel }: Record<string, unknown>) => channel
  for (const _ of [1, 2]) {
    const followed = await me.post(`${url}/follow`)
    assert.equal(followed.statusCode, 200, followed.body)
    assert.deepEqual(shown(followed.json()), follower)
  }
  const on_phone = async () => (await simulator.channel(number, { id: made.id })).followers
  assert.deepEqual(await on_phone(), [{ number: session.number, muted: false }])
  assert.equal((await me.post(`${url}/mute`)).json().muted, true)
  assert.deepEqual(await on_phone(), [{ number: session.number, muted: true }])
  assert.deepEqual((await me.get(path('/channels'))).json().data.map(shown), [
    { ...follower, muted: true }
  ])
  assert.deepEqual(shown((await me.post(`${url}/unmute`)).json()), follower)
  assert.deepEqual(shown((await me.post(`${url}/unfollow`)).json()), stranger)
  assert.deepEqual(await on_phone(), [])
  assert.deepEqual((await me.get(path('/channels'))).json().data, [])

  for (const [told, state] of [
    ['GEOSUSPENDED', 'restricted'],
    ['SUSPENDED', 'suspended']
  ] as const) {
    await simulator.setChannelState(number, { id: made.id, state: told })
    assert.equal((await me.get(url)).json().state, state)
  }
  assert.equal(codeOf(await me.post(`${url}/follow`)), '409 refused_by_whatsapp')
  await simulator.setChannelState(number, { id: made.id, state: 'DELETED' })
  const nowhere = [
    await me.get(url),
    await me.post(`${url}/follow`),
    await me.get(path(`/channels/invite-info?invite=${made.invite}`)),
    await me.get(path('/channels/invite-info?invite=0029VaNoSuchChannel')),
    await me.get(path('/channels/120363999999999999@newsletter'))
  ]
  for (const answer of nowhere) assert.equal(codeOf(answer), '404 channel_not_found')
  const actions = (await me.get('/api/v1/audit-log')).json().data as { action: string }[]
  assert.deepEqual(
    actions.map(({ action }) => action).filter((action) => action.startsWith('channel.')),
    ['channel.unfollowed', 'channel.followed', 'channel.followed']
  )
})

test('a channel that is made belongs to the number, once for each Idempotency-Key', async (t) => {
  const bed = await liveBed(t)
  const { me, path, session } = bed
  const body = { name: ' Open hours ', description: 'When we are there' }
  const headers = { 'idempotency-key': 'the-first-channel' }
  const made = await me.post(path('/channels'), body, headers)
  assert.equal(made.statusCode, 201, made.body)
  const { id, name, description, role, followers } = made.json()
  assert.deepEqual(
    [name, description, role, followers],
    ['Open hours', 'When we are there', 'owner', 0]
  )
  assert.equal((await me.post(path('/channels'), body, headers)).json().id, id)
  const { owner } = await bed.farm.simulator.channel(session.number, { id })
  assert.equal(owner, session.number)
  const plain = (await me.post(path('/channels'), { name: 'Another' })).json()
  assert.deepEqual([plain.description, plain.role], [null, 'owner'])
  const listed = (await me.get(path('/channels'))).json().data
  assert.deepEqual(
    listed.map((one: { id: string; role: string }) => [one.id, one.role]),
    [
      [plain.id, 'owner'],
      [id, 'owner']
    ]
  )
  assert.equal(
    codeOf(await me.post(path(`/channels/${id}/unfollow`))),
    '409 refused_by_whatsapp',
    'an owner stays'
  )
})

test('what asks for channels says what is wrong with it, and whose business it is', async (t) => {
  const bed = await liveBed(t)
  const { me, path } = bed
  const { number } = await bed.farm.simulator.createPhone({})
  const { id } = await bed.farm.simulator.makeChannel(number, { name: 'Bakery' })
  const url = path(`/channels/${id}`)
  for (const body of [
    {},
    { name: ' ' },
    { name: 'x'.repeat(101) },
    { name: 'x', description: 'x'.repeat(2_049) },
    { name: 'x', colour: 'red' }
  ])
    assert.equal(codeOf(await me.post(path('/channels'), body)), '422 validation_failed')
  for (const wrong of ['', '?invite=', '?invite=https%3A%2F%2Fexample.com%2Fchannel'])
    assert.equal(
      codeOf(await me.get(path(`/channels/invite-info${wrong}`))),
      '422 validation_failed'
    )
  assert.equal(codeOf(await me.get(path('/channels/1234@g.us'))), '404 not_found')
  await assertGuarded(bed, 'groups:read', (caller) => caller.get(path('/channels')))
  await assertGuarded(bed, 'groups:read', (caller) => caller.get(url))
  await assertGuarded(bed, 'groups:read', (caller) =>
    caller.get(path('/channels/invite-info?invite=0029VaNoSuchChannel'))
  )
  for (const action of ['follow', 'unfollow', 'mute', 'unmute'])
    await assertGuarded(bed, 'groups:write', (caller) => caller.post(`${url}/${action}`))
  await assertGuarded(bed, 'groups:write', (caller) =>
    caller.post(path('/channels'), { name: 'Mine' })
  )
  await assertSilence(
    bed,
    () => me.get(path('/channels')),
    () => me.get(url),
    () => me.post(`${url}/follow`),
    () => me.post(path('/channels'), { name: 'Silent' })
  )
  await assertRefusals(bed, () => me.get(url), { '404': '404 channel_not_found' })
})
