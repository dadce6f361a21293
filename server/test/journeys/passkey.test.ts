import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanSession, waitStatus } from '../../testkit/link.ts'
import { type Caller, type Json, type Product, startProduct } from '../../testkit/product.ts'
import { until } from '../../testkit/until.ts'
import { startReceiver } from '../../testkit/webhook-receiver.ts'

/** Reads what has to be signed, as soon as it is asked for, and has the phone's passkey sign it. */
const sign = async (
  product: Product,
  customer: Caller,
  path: string,
  phone: { number: string }
): Promise<Json> => {
  const asked = await until('a signature is asked for', async () => {
    const answer = await customer.get(`${path}/passkey`)
    return answer.status === 200 && answer.body
  })
  assert.equal(asked.origin, 'https://web.whatsapp.com')
  const assertion = await product.simulator.signPasskey(phone.number, asked.options)
  // What browsers add.
  return { ...assertion, authenticatorAttachment: 'cross-platform', clientExtensionResults: {} }
}

test('a number with a passkey is linked by its code to scan, with what its owner signs at once', async (t) => {
  const product = await startProduct(t)
  const customer = await product.register()
  const receiver = await startReceiver(t)
  const { body } = await customer.post('/api/v1/sessions', {
    session_name: 'with a passkey',
    webhook_url: receiver.url
  })
  const id = body.id as string
  const path = `/api/v1/sessions/${id}`
  await customer.post(`${path}/start`)
  const phone = await product.simulator.createPhone({ passkey: true })
  const linked = scanSession(product, customer, id, phone.number)
  const assertion = await sign(product, customer, path, phone)
  const asking = (await customer.get(path)).body
  assert.equal(asking.status, 'passkey_required')
  assert.equal(asking.passkey.step, 'sign')
  assert.match(asking.status_help, /GET …\/passkey/)
  assert.equal((await customer.get(`${path}/qr`)).body.code, 'passkey_required')
  const refused = await customer.post(`${path}/pairing-code`, { phone_number: phone.number })
  assert.equal(refused.body.code, 'passkey_required')

  const taken = await customer.post(`${path}/passkey`, { assertion })
  assert.equal(taken.status, 202, JSON.stringify(taken.body))
  await linked
  const session = await waitStatus(customer, id, 'connected')
  assert.equal(session.phone_number, `+${phone.number}`)
  assert.equal(session.passkey, null)
  assert.equal((await product.simulator.passkeyCode(phone.number)).proven, true)
  const again = await customer.post(`${path}/passkey`, { assertion })
  assert.equal(again.body.code, 'session_connected')
  assert.equal((await customer.get(`${path}/passkey/code`)).body.code, 'session_connected')

  await until('the events', () => receiver.events('session.connected')[0])
  const [required] = receiver.events('session.passkey_required')
  assert.equal(required?.data.passkey.step, 'sign')
  assert.equal(receiver.events('session.passkey_required').length, 1)
  assert.equal(receiver.events('session.passkey_code').length, 1)
})
