import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from '../../../src/main/config/config.ts'
import type { Delivered } from '../../../src/payments/contract.ts'
import { manualProvider } from '../../../src/payments/manual.ts'
import { openProviders, openVerifiers } from '../../../src/payments/open.ts'
import { paymobProvider } from '../../../src/payments/paymob/paymob.ts'
import { paymobText, paymobVerifier } from '../../../src/payments/paymob/webhook.ts'
import { fromStripe, toStripe } from '../../../src/payments/stripe/amounts.ts'
import { stripeProvider } from '../../../src/payments/stripe/stripe.ts'
import { stripeVerifier } from '../../../src/payments/stripe/webhook.ts'
import { paymob_keys, signPaymob } from '../../../testkit/payments/paymob-wire.ts'
import { signStripe, stripe_keys } from '../../../testkit/payments/stripe-wire.ts'
import { providerConformance, refundOf } from './suite.ts'

const changed = ({ raw, ...rest }: Delivered): Delivered => ({
  raw: Buffer.from(raw.toString().replace('11400', '11401')),
  ...rest
})

providerConformance('stripe', {
  create: ({ url }, answer_ms) =>
    stripeProvider({ url, secret_key: stripe_keys.secret_key, answer_ms }),
  verify: stripeVerifier([stripe_keys.webhook]),
  forged: (genuine) => {
    const text = genuine.raw.toString()
    const header = String(genuine.headers['stripe-signature'])
    const with_header = (stripe: string | string[] | undefined) => ({
      ...genuine,
      headers: { 'stripe-signature': stripe }
    })
    return [
      changed(genuine),
      signStripe(text, new Date(), 'whsec_of_another'),
      signStripe(text, new Date(Date.now() - 301_000)),
      signStripe(text, new Date(Date.now() + 302_000)),
      with_header(header.replace(/t=\d+/, (t) => `t=${Number(t.slice(2)) + 1}`)),
      with_header(header.replace('v1=', 'v0=')),
      with_header(header.replace(/v1=../, 'v1=')),
      with_header(header.replace(/t=\d+,/, '')),
      with_header(''),
      with_header([header]),
      with_header(undefined)
    ]
  }
})

providerConformance('paymob', {
  create: ({ url }, answer_ms) =>
    paymobProvider({
      ...{ url, checkout_url: `${url}/unifiedcheckout/`, secret_key: paymob_keys.secret_key },
      ...{ public_key: paymob_keys.public_key, api_key: paymob_keys.api_key },
      ...{ integration_ids: [4097558], answer_ms }
    }),
  verify: paymobVerifier(paymob_keys.hmac),
  forged: (genuine) => {
    const { obj } = JSON.parse(genuine.raw.toString())
    const hmac = String(genuine.query['hmac'])
    return [
      changed(genuine),
      signPaymob(obj, 'hmac_of_another'),
      { ...genuine, raw: Buffer.from(JSON.stringify({ obj: { ...obj, success: false } })) },
      { ...genuine, raw: Buffer.from('{') },
      { ...genuine, query: { hmac: `00${hmac.slice(2)}` } },
      { ...genuine, query: { hmac: hmac.slice(2) } },
      { ...genuine, query: {} }
    ]
  }
})

test('the text that Paymob signs is the one of its own example', () => {
  const example = {
    ...{ id: 192036465, pending: false, amount_cents: 100_000, success: true, is_auth: false },
    ...{ is_capture: false, is_standalone_payment: true, is_voided: false, is_refunded: false },
    ...{ is_3d_secure: true, integration_id: 4097558, has_parent_transaction: false },
    ...{ order: { id: 217503754 }, created_at: '2024-06-13T11:33:44.592345', currency: 'EGP' },
    ...{ error_occured: false, owner: 302852 },
    source_data: { pan: '2346', type: 'card', sub_type: 'MasterCard' }
  }
  assert.equal(
    paymobText(example),
    '1000002024-06-13T11:33:44.592345EGPfalsefalse1920364654097558truefalsefalsefalsetruefalse217503754302852false2346MasterCardcardtrue'
  )
})

test('what Paymob does not sign leads nowhere: only the number of the transaction is taken', () => {
  const verify = paymobVerifier(paymob_keys.hmac)
  const { raw, query } = signPaymob({ id: 7, success: true })
  const obj = { ...JSON.parse(raw.toString()).obj, parent_transaction: 8, order: undefined }
  const notice = verify(
    { raw: Buffer.from(JSON.stringify({ obj })), headers: {}, query },
    new Date()
  )
  assert.equal(notice?.reference, '7')
})

test('a secret of Stripe is rolled: both count for a while, and an event about something else is none', () => {
  const verify = stripeVerifier(['whsec_of_tomorrow', stripe_keys.webhook])
  const now = new Date()
  assert.ok(verify(signStripe('{"id":"evt_1","data":{"object":{"object":"x"}}}', now), now))
  const other = { id: 'evt_2', data: { object: { object: 'customer', id: 'cus_1' } } }
  const notice = verify(signStripe(JSON.stringify(other), now, 'whsec_of_tomorrow'), now)
  assert.deepEqual(notice, { event_id: 'evt_2', reference: null })
  assert.equal(verify(signStripe('no JSON', now), now)?.reference, null)
})

test('amounts are told to Stripe as it counts them, and not at all where that is not sure', () => {
  for (const [amount, currency, told] of [
    [1_234, 'USD', 1_234],
    [500, 'JPY', 500],
    [12_340, 'KWD', 12_340],
    [12_345, 'KWD', undefined],
    [5, 'ISK', 500],
    [5, 'UGX', undefined],
    [500, 'MGA', undefined],
    [1_000, 'IQD', undefined],
    [10_000, 'IDR', 10_000]
  ] as const) {
    assert.equal(toStripe(amount, currency), told, `${amount} ${currency}`)
    if (told !== undefined) assert.equal(fromStripe(told, currency), amount)
  }
})

test('bank and cash are always there: the customer reads how to pay, and nobody can be asked', async () => {
  const manual = manualProvider()
  const page = await manual.checkout({
    ...{
      checkout_id: 'x',
      invoice_number: 'INV-1',
      description: '',
      amount_minor: 1,
      currency: 'UGX'
    },
    ...{ buyer: { name: '', email: null }, return_url: '', webhook_url: '' },
    instructions: 'IBAN EG00'
  })
  assert.deepEqual(page, { url: null, instructions: 'IBAN EG00\nINV-1', reference: null })
  assert.equal(await manual.find({ checkout_id: 'x', reference: null }), null)
  await assert.rejects(manual.read('x'))
  await assert.rejects(manual.refund(refundOf('x', 1)))
})

test('a provider is there when all of its settings are, and half of them is an error', () => {
  const none = readConfig({})
  assert.deepEqual([...openProviders(none).keys()], ['manual'])
  assert.equal(openVerifiers(none).size, 0)
  const half = { STRIPE_SECRET_KEY: stripe_keys.secret_key }
  assert.throws(
    () => readConfig(half),
    (error) => error instanceof ConfigError && /STRIPE_WEBHOOK_SECRET/.test(error.message)
  )
  const whole = { ...half, STRIPE_WEBHOOK_SECRET: stripe_keys.webhook }
  assert.deepEqual([...openProviders(readConfig(whole)).keys()], ['manual', 'stripe'])
  assert.equal(openVerifiers(readConfig(whole)).size, 1)
  assert.throws(() => readConfig({ PAYMOB_SECRET_KEY: paymob_keys.secret_key }), /PAYMOB_API_KEY/)
  assert.throws(() => readConfig({ PAYMOB_INTEGRATION_IDS: 'card' }), /must be numbers/)
})
