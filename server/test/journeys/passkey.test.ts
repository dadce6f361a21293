import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitStatus } from '../support/link.ts'
import { type Caller, type Json, type Product, startProduct } from '../support/product.ts'
import { until } from '../support/until.ts'
import { startReceiver } from '../support/webhook-receiver.ts'

type Phone = { number: string }

/** A session that shows a code, and a phone whose account has a passkey. */
const begin = async (
  product: Product,
  customer: Caller,
  settings: object = {},
  webhook_url?: string
): Promise<{ path: string; id: string; phone: Phone; qr: string }> => {
  const name = `passkey ${Math.random()}`
  const { body } = await customer.post('/api/v1/sessions', {
    session_name: name,
    ...(webhook_url && { webhook_url })
  })
  await customer.post(`/api/v1/sessions/${body.id}/start`)
  const path = `/api/v1/sessions/${body.id}`
  const phone = await product.simulator.createPhone({ passkey: true, ...settings })
  return { path, id: body.id, phone, qr: await code(customer, path) }
}

const code = (customer: Caller, path: string): Promise<string> =>
  until('a QR code', async () => {
    const answer = await customer.get(`${path}/qr`)
    return answer.status === 200 && answer.body.qr
  })

/** Reads what has to be signed, as soon as it is asked for, and has the phone's passkey sign it. */
const sign = async (
  product: Product,
  customer: Caller,
  path: string,
  phone: Phone
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

const compared = (customer: Caller, path: string): Promise<Json> =>
  until('a code to compare', async () => {
    const answer = await customer.get(`${path}/passkey/code`)
    return answer.status === 200 && answer.body
  })

test('a number with a passkey is linked by its code to scan, with what its owner signs at once', async (t) => {
  const product = await startProduct(t)
  const customer = await product.register()
  const receiver = await startReceiver(t)
  const { path, id, phone, qr } = await begin(product, customer, {}, receiver.url)
  const linked = product.simulator.scan(phone.number, qr)
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

test('where codes are to be compared nothing is linked before a person has confirmed them', async (t) => {
  const product = await startProduct(t)
  const customer = await product.register()
  const { path, id, phone, qr } = await begin(product, customer)
  const linked = product.simulator.scan(phone.number, qr)
  const assertion = await sign(product, customer, path, phone)
  const early = await customer.post(`${path}/passkey/confirm`)
  assert.equal(early.body.code, 'passkey_code_not_shown')
  const taken = await customer.post(`${path}/passkey`, { assertion, compare_codes: true })
  assert.equal(taken.status, 202, JSON.stringify(taken.body))
  const shown = await compared(customer, path)
  assert.equal(shown.confirm, true)
  assert.deepEqual(await product.simulator.passkeyCode(phone.number), {
    code: shown.code,
    proven: false
  })
  const comparing = (await customer.get(path)).body
  assert.equal(comparing.passkey.step, 'compare')
  assert.match(comparing.status_help, /passkey\/confirm/)
  const twice = await customer.post(`${path}/passkey`, { assertion })
  assert.equal(twice.body.code, 'passkey_not_asked')
  assert.equal((await product.simulator.phone(phone.number)).devices.length, 0)
  assert.equal((await customer.post(`${path}/passkey/confirm`)).status, 202)
  await linked
  await waitStatus(customer, id, 'connected')
})

test('a number with a passkey is linked by the code typed on its phone', async (t) => {
  const product = await startProduct(t)
  const customer = await product.register()
  const { path, id, phone } = await begin(product, customer)
  const { body } = await customer.post(`${path}/pairing-code`, { phone_number: phone.number })
  const linked = product.simulator.enterCode(phone.number, body.code)
  const assertion = await sign(product, customer, path, phone)
  assert.equal((await customer.post(`${path}/passkey`, { assertion })).status, 202)
  await linked
  assert.equal((await waitStatus(customer, id, 'connected')).phone_number, `+${phone.number}`)
})
