import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession } from '../../testkit/link.ts'
import { type Json, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

test('1,000 texts to people by number and by LID, while numbers get LIDs and the worker is killed: each once, in the order of its chat', async (t) => {
  const product = await startProduct(t)
  const { simulator } = product
  const customer = await product.register()
  const { session, phone } = await linkSession(product, customer, 'all addresses')
  const met = await simulator.createPhones(8, { lid_addressing: true })
  const strangers = await simulator.createPhones(4)
  const by_number = await simulator.createPhones(4, { has_lid: false })
  const changing = await simulator.createPhones(4, { has_lid: false })
  const friends = [...met, ...strangers, ...by_number, ...changing]
  for (const friend of met) await simulator.say(friend.number, { to: phone.number, text: 'hello' })
  await until('all have said hello', async () => {
    const { body } = await customer.get('/api/v1/messages?direction=inbound&limit=100')
    return body.data.length === met.length
  })

  const rounds = 50
  const messages = Array.from({ length: rounds }, (_, round) =>
    friends.map((friend, index) => ({
      session_id: session.id,
      // By either name of those who are known by both.
      to: index < met.length && round % 2 === 1 ? friend.lid : friend.number,
      type: 'text',
      text: { body: `${round}` }
    }))
  ).flat()
  const { body: accepted } = await customer.post('/api/v1/messages/bulk', { messages })
  assert.equal(accepted.accepted, rounds * friends.length)
  const sent = async (): Promise<number> =>
    (await simulator.sentAddresses(phone.number)).addresses.length
  await until('a third is on its way', async () => (await sent()) > 333, 120_000)
  for (const { number } of changing) await simulator.updatePhone(number, { has_lid: true })
  await until('half is on its way', async () => (await sent()) > 500, 120_000)
  const [worker] = await product.workers()
  process.kill(worker ?? 0, 'SIGKILL')
  const { addresses } = await until(
    'the server has taken all of them',
    async () => {
      const all = await simulator.sentAddresses(phone.number)
      return all.addresses.length >= messages.length && all
    },
    240_000
  )
  assert.equal(addresses.length, messages.length)

  for (const friend of friends) {
    const { messages: got } = await until(`all is with ${friend.number}`, async () => {
      const all = await simulator.received(friend.number, { from: phone.number })
      return all.messages.length >= rounds && all
    })
    assert.deepEqual(
      got.map((one) => one.text),
      Array.from({ length: rounds }, (_, round) => `${round}`)
    )
  }
  const audit = await simulator.audit({ number: phone.number })
  assert.deepEqual([audit.shown_again, audit.refused], [[], []])
  const named = (address: string): number =>
    addresses.filter((one) => one.address === address).length
  for (const { jid, lid } of [...met, ...strangers])
    assert.deepEqual([named(jid), named(lid)], [0, rounds])
  for (const { jid } of by_number) assert.equal(named(jid), rounds)
  for (const { jid, lid } of changing) {
    assert.equal(named(jid) + named(lid), rounds)
    assert.ok(named(lid) > 0, 'those that were left went to the LID')
  }
  await until('receipts have found all of them', async () => {
    const { body } = await customer.get(
      '/api/v1/messages?direction=outbound&status=delivered&limit=1'
    )
    const counts = await Promise.all(
      friends.map(async ({ number }) => {
        const list = await customer.get(
          `/api/v1/messages?chat_id=${number}&status=delivered&limit=100`
        )
        return list.body.data.length as number
      })
    )
    return body.data.length === 1 && counts.every((count) => count === rounds)
  })
})

test('somebody who is known by a user name and a LID alone is written to, answers and is read like anybody else', async (t) => {
  const product = await startProduct(t)
  const { simulator } = product
  const customer = await product.register()
  const receiver = await startReceiver(t)
  const hook = await customer.post('/api/v1/webhooks', { url: receiver.url })
  assert.equal(hook.status, 201)
  const { session, phone } = await linkSession(product, customer, 'user names')
  const friend = await simulator.createPhone({
    name: '',
    username: 'amal.reads',
    lid_addressing: true,
    hides_number: true,
    auto_read: true
  })
  await simulator.say(friend.number, { to: phone.number, text: 'hello' })
  const heard = await until('the message is told', () => receiver.events('message.received')[0])
  const { chat_id, from, from_name } = heard.data
  assert.deepEqual([chat_id, from, from_name], [friend.lid, friend.lid, '@amal.reads'])

  const answer = await customer.post('/api/v1/messages', {
    session_id: session.id,
    to: chat_id,
    type: 'text',
    text: { body: 'hello you' }
  })
  assert.equal(answer.status, 202)
  assert.deepEqual([answer.body.chat_id, answer.body.to], [friend.lid, friend.lid])
  for (const type of ['message.sent', 'message.delivered', 'message.read']) {
    const event: Json = await until(type, () => receiver.events(type)[0])
    assert.deepEqual([event.data.id, event.data.chat_id], [answer.body.id, friend.lid])
  }
  await simulator.typing(friend.number, { to: phone.number, state: 'composing' })
  const typing = await until('typing is told', () => receiver.events('chat.typing')[0])
  assert.deepEqual([typing.data.chat_id, typing.data.from], [friend.lid, friend.lid])

  // Copies of what the phone says to them, and a group in which they are called the same.
  await simulator.say(phone.number, { to: friend.number, text: 'from the phone' })
  const { id: group } = await simulator.createGroup(friend.number, {
    subject: 'Readers',
    participants: [phone.number]
  })
  await simulator.say(friend.number, { to: group, text: 'to all' })
  const list = await until('all is listed', async () => {
    const { body } = await customer.get(`/api/v1/messages?chat_id=${encodeURIComponent(chat_id)}`)
    return body.data.length === 3 && body.data
  })
  assert.ok(list.every((one: Json) => one.chat_id === friend.lid))
  const said = await until('it is said to all', async () => {
    const { body } = await customer.get(`/api/v1/messages?chat_id=${encodeURIComponent(group)}`)
    return body.data[0]
  })
  assert.deepEqual([said.from, said.from_name], [friend.lid, '@amal.reads'])
  const { addresses } = await simulator.sentAddresses(phone.number)
  assert.deepEqual(
    addresses.map((one) => [one.address, one.number_beside]),
    [[friend.lid, null]]
  )
})
