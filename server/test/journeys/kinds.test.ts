import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

test('places and reactions go out and come in through the whole product, and what nobody could send is refused by field', async (t) => {
  const product = await startProduct(t)
  const { simulator } = product
  const ada = await product.register()
  const { session, phone } = await linkSession(product, ada, 'support')
  const friend = await simulator.createPhone({ name: 'Grace' })
  const session_id = session.id
  const to = `+${friend.number}`
  const send = (content: object, headers?: Record<string, string>) =>
    ada.post('/api/v1/messages', { session_id, to, ...content }, headers)
  const refusal = async (content: object) => {
    const { status, body } = await send(content)
    assert.equal(status, 422, JSON.stringify(body))
    return body.errors.map((one: { path: string }) => one.path)
  }

  const place = { latitude: 30.0459, longitude: 31.2243, name: 'Cairo Tower', address: 'Zamalek' }
  const sent = await send({ type: 'location', location: place })
  assert.equal(sent.status, 202)
  assert.deepEqual(sent.body.location, place)
  const shown = await simulator.waitReceived(friend.number, { id: sent.body.whatsapp_id })
  assert.deepEqual(shown.messages[0]?.location, place)
  const back = { latitude: -33.8568, longitude: 151.2153 }
  const { id: place_id } = await simulator.sendLocation(friend.number, {
    to: phone.number,
    ...back
  })
  const messages = async (filter = '') =>
    (await ada.get(`/api/v1/messages?session_id=${session_id}${filter}`)).body.data
  const arrived = await until('the place is there', async () =>
    (await messages('&type=location&direction=inbound')).at(0)
  )
  assert.deepEqual([arrived.whatsapp_id, arrived.location], [place_id, back])
  assert.deepEqual(await refusal({ type: 'location', location: { ...place, latitude: 91 } }), [
    'location.latitude'
  ])
  assert.deepEqual(await refusal({ type: 'location', location: { latitude: 1 } }), [
    'location.longitude'
  ])
  assert.deepEqual(await refusal({ type: 'location', text: { body: 'here' } }), [
    'location',
    'text'
  ])

  const reactTo = (message_id: string, emoji: string) => ({
    type: 'reaction',
    reaction: { message_id, emoji }
  })
  const key = { 'idempotency-key': 'thumb' }
  const thumb = await send(reactTo(arrived.id, '👍'), key)
  assert.equal(thumb.status, 202)
  const again = await send(reactTo(arrived.id, '👍'), key)
  assert.deepEqual(again.body, thumb.body)
  const reacted = await simulator.waitReceived(friend.number, { id: thumb.body.whatsapp_id })
  assert.deepEqual(reacted.messages[0]?.reaction, {
    id: place_id,
    author: friend.number,
    emoji: '👍',
    shown: true
  })
  const reactions = (id: string, expected: string[]) =>
    until(`reactions are ${expected}`, async () => {
      const { body } = await ada.get(`/api/v1/messages/${id}`)
      const emojis = body.reactions.map((one: { emoji: string }) => one.emoji)
      return emojis.join() === expected.join() && body.reactions
    })
  const [own] = await reactions(arrived.id, ['👍'])
  assert.equal(own.from, phone.jid)
  assert.equal((await send(reactTo(arrived.id, ''))).status, 202)
  await reactions(arrived.id, [])
  await until('it is read', async () => (await messages('&status=queued')).length === 0)

  await simulator.react(friend.number, {
    to: phone.number,
    id: sent.body.whatsapp_id,
    author: phone.number,
    emoji: '🙏🏽'
  })
  const [theirs] = await reactions(sent.body.id, ['🙏🏽'])
  assert.equal(theirs.from, friend.jid)
  const events = await ada.get('/api/v1/events?type=message.reaction')
  const told = events.body.data.map(({ data }: { data: { emoji: string | null } }) => data.emoji)
  assert.deepEqual(told.sort(), ['👍', null, '🙏🏽'].sort())

  const nobodys = 'msg_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50'
  for (const content of [
    reactTo(nobodys, '👍'),
    reactTo(thumb.body.id, '👍'),
    reactTo('msg_1', '👍')
  ])
    assert.deepEqual(await refusal(content), ['reaction.message_id'])
  assert.deepEqual(await refusal(reactTo(arrived.id, 'thumbs up')), ['reaction.emoji'])
  assert.deepEqual(await refusal({ ...reactTo(arrived.id, '👍'), to: '+201001234567' }), ['to'])
  const other = await product.register('eve@example.com')
  const foreign = await linkSession(product, other, 'eve')
  const stolen = await other.post('/api/v1/messages', {
    session_id: foreign.session.id,
    to,
    ...reactTo(arrived.id, '👍')
  })
  assert.equal(stolen.status, 422)
  assert.deepEqual(stolen.body.errors[0].path, 'reaction.message_id')
})
