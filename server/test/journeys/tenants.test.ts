import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkSession } from '../../testkit/link.ts'
import { type Json, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'

test('twenty sessions of three tenants: each sees its own in every list and by every id, and nothing of the others', async (t) => {
  const product = await startProduct(t)
  const { simulator } = product
  const customers = await Promise.all([product.register(), product.register(), product.register()])
  const linked = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const owner = index % 3
      const customer = customers[owner]
      assert.ok(customer)
      return { owner, ...(await linkSession(product, customer, `number ${index}`)) }
    })
  )
  const friend = await simulator.createPhone({ name: 'Friend' })
  for (const { owner, session, phone } of linked) {
    const answer = await customers[owner]?.post('/api/v1/messages', {
      session_id: session.id,
      to: friend.number,
      type: 'text',
      text: { body: `from ${session.id}` }
    })
    assert.equal(answer?.status, 202)
    await simulator.say(friend.number, { to: phone.number, text: `to ${session.id}` })
  }
  const all = async (owner: number, path: string): Promise<Json[]> =>
    (await customers[owner]?.get(`${path}?limit=100`))?.body.data ?? []
  for (const [owner, customer] of customers.entries()) {
    const own = linked.filter((one) => one.owner === owner)
    const others = linked.filter((one) => one.owner !== owner)
    const own_ids = own.map((one) => one.session.id).sort()
    assert.deepEqual((await all(owner, '/api/v1/sessions')).map((one) => one.id).sort(), own_ids)
    const messages = await until('all messages', async () => {
      const list = await all(owner, '/api/v1/messages')
      return list.length === own.length * 2 && list
    })
    for (const message of messages) assert.ok(own_ids.includes(message.session_id))
    for (const event of await all(owner, '/api/v1/events'))
      assert.ok(event.session_id === null || own_ids.includes(event.session_id))
    for (const other of others) {
      for (const path of ['', '/qr', '/status', '/events']) {
        assert.equal(
          (await customer.get(`/api/v1/sessions/${other.session.id}${path}`)).status,
          404,
          path
        )
      }
      assert.equal(
        (await customer.get(`${product.auth_url}/session/${other.session.id}/qr`)).status,
        404
      )
      assert.equal(
        (await customer.post('/api/v1/instances', { session_id: other.session.id })).status,
        404
      )
      assert.equal((await customer.post(`/api/v1/sessions/${other.session.id}/stop`)).status, 404)
      const stolen = await customer.post('/api/v1/messages', {
        session_id: other.session.id,
        to: friend.number,
        type: 'text',
        text: { body: 'stolen' }
      })
      assert.equal(stolen.status, 404)
    }
    const foreign = (await all((owner + 1) % 3, '/api/v1/messages'))[0]
    assert.equal((await customer.get(`/api/v1/messages/${foreign.id}`)).status, 404)
  }
  assert.ok(
    !(await simulator.received(friend.number, {})).messages.some((one) => one.text === 'stolen')
  )
})
