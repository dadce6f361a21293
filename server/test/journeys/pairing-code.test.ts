import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitStatus } from '../../testkit/link.ts'
import { startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

test('a number is linked by the code typed on its phone, logged out by the API, and linked again', async (t) => {
  const product = await startProduct(t)
  const customer = await product.register()
  const receiver = await startReceiver(t)
  const session = (
    await customer.post('/api/v1/sessions', { session_name: 'by code', webhook_url: receiver.url })
  ).body
  const phone = await product.simulator.createPhone({})

  const link = async (): Promise<void> => {
    await customer.post('/api/v1/instances', { session_id: session.id })
    const { code } = await until('a pairing code', async () => {
      const answer = await customer.post(`/api/v1/sessions/${session.id}/pairing-code`, {
        phone_number: `+${phone.number}`
      })
      return answer.status === 200 && answer.body
    })
    await product.simulator.enterCode(phone.number, code.replace('-', ''))
    const linked = await waitStatus(customer, session.id, 'connected')
    assert.equal(linked.phone_number, `+${phone.number}`)
  }
  await link()
  const out = await customer.post(`/api/v1/sessions/${session.id}/logout`)
  assert.ok(out.status < 300, JSON.stringify(out.body))
  const gone = await waitStatus(customer, session.id, 'logged_out')
  assert.equal(gone.status_reason, 'logged_out_by_user')
  assert.equal(gone.phone_number, null)
  await until(
    'the phone has no linked device',
    async () => (await product.simulator.phone(phone.number)).devices.length === 0
  )
  await until('the webhook of the log-out', () => receiver.events('session.logged_out')[0])
  await link()

  await product.simulator.logout(phone.number, {})
  assert.equal(
    (await waitStatus(customer, session.id, 'logged_out')).status_reason,
    'logged_out_by_phone'
  )
  const refused = await customer.post('/api/v1/messages', {
    session_id: session.id,
    to: phone.number,
    type: 'text',
    text: { body: 'x' }
  })
  assert.equal(refused.body.code, 'session_logged_out')
  assert.equal((await customer.delete(`/api/v1/sessions/${session.id}`)).status, 204)
  assert.equal((await customer.get(`/api/v1/sessions/${session.id}`)).status, 404)
})
