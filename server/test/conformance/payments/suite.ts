import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { newId } from '../../../src/domain/ids.ts'
import {
  type CallingProvider,
  type Delivered,
  type PaymentProvider,
  ProviderError,
  type VerifyNotice
} from '../../../src/payments/contract.ts'
import { type PaymentDouble, startPaymentDouble } from '../../../testkit/payments/double.ts'

export type Subject = {
  create(double: PaymentDouble, answer_ms: number): PaymentProvider
  verify: VerifyNotice
  /** A notice that is not what the provider has signed, in each way that could be tried. */
  forged(genuine: Delivered): Delivered[]
}

const answer_ms = 2_000

const charge = (checkout_id: string) => ({
  checkout_id,
  invoice_number: 'INV-2026-00001',
  description: 'Starter, 1 month & more',
  amount_minor: 11_400,
  currency: 'EGP',
  buyer: { name: 'Ada Lovelace', email: 'ada@example.com' },
  return_url: 'https://example.com/billing',
  webhook_url: 'https://example.com/api/v1/payments/x',
  instructions: ''
})

/** A refund of its own; given twice it is the same one. */
export const refundOf = (reference: string, amount_minor: number) => ({
  refund_id: newId('refund'),
  ...{ reference, amount_minor, currency: 'EGP', refunded_before_minor: 0 }
})

const refuses = (kind: string) => (error: unknown) =>
  error instanceof ProviderError && error.kind === kind && !/of_the_double/.test(error.message)

const starter = (name: CallingProvider, subject: Subject) => async (t: TestContext) => {
  const double = await startPaymentDouble(t, name)
  const provider = subject.create(double, answer_ms)
  const checkout_id = newId('checkout')
  return { double, provider, checkout_id }
}

const paysConformance = (name: CallingProvider, subject: Subject): void => {
  const start = starter(name, subject)
  const heard = (delivered: Delivered, now = new Date()) => subject.verify(delivered, now)

  test(`${name}: a customer pays, the notice names the payment, and it is read back as it is`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    const page = await provider.checkout(charge(checkout_id))
    assert.ok(page.url?.startsWith(double.url) && page.url.includes(checkout_id), page.url ?? '')
    const opened = { checkout_id, reference: page.reference }
    assert.equal(await provider.find(opened), null, 'nothing is paid yet')
    const taken = double.pay(checkout_id)
    const notice = heard(double.notice(taken))
    assert.equal(notice?.reference, taken.reference)
    const paid = {
      ...{ reference: taken.reference, checkout_id, status: 'succeeded' },
      ...{ amount_minor: 11_400, currency: 'EGP', refunded_minor: 0 }
    }
    assert.deepEqual(await provider.read(taken.reference), paid)
    assert.deepEqual(await provider.find(opened), paid, 'also when no notice comes')
    assert.deepEqual(await provider.find({ checkout_id, reference: null }), paid)
  })

  test(`${name}: an attempt that fails is told as such, and a later one that does not as well`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    await provider.checkout(charge(checkout_id))
    const failed = double.fail(checkout_id)
    const first = heard(double.notice(failed))
    assert.equal((await provider.read(failed.reference)).status, 'failed')
    const paid = double.pay(checkout_id)
    const second = heard(double.notice(paid))
    assert.equal((await provider.read(paid.reference)).status, 'succeeded')
    assert.notEqual(first?.event_id, second?.event_id)
  })

  test(`${name}: what was paid is told and not what was asked for`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    await provider.checkout(charge(checkout_id))
    const taken = double.pay(checkout_id, {
      amount: 1,
      currency: name === 'stripe' ? 'usd' : 'SAR'
    })
    const read = await provider.read(taken.reference)
    assert.deepEqual([read.amount_minor, read.currency], [1, name === 'stripe' ? 'USD' : 'SAR'])
  })
}

const refundsConformance = (name: CallingProvider, subject: Subject): void => {
  const start = starter(name, subject)
  const heard = (delivered: Delivered, now = new Date()) => subject.verify(delivered, now)

  test(`${name}: a refund is made once, in parts too, and its notice leads to the payment`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    await provider.checkout(charge(checkout_id))
    const taken = double.pay(checkout_id)
    const { reference } = taken
    const part = refundOf(reference, 1_400)
    assert.equal((await provider.refund(part)).refunded_minor, 1_400)
    assert.equal((await provider.refund(part)).refunded_minor, 1_400, 'repeated')
    const notice = heard(double.notice(taken))
    const read = await provider.read(notice?.reference ?? '')
    assert.deepEqual(
      [read.reference, read.status, read.refunded_minor, read.amount_minor],
      [reference, 'succeeded', 1_400, 11_400]
    )
    const rest = { ...refundOf(reference, 10_000), refunded_before_minor: 1_400 }
    double.mood = 'cut'
    await assert.rejects(provider.refund(rest), refuses('unavailable'))
    double.mood = 'well'
    double.cuts = /refund/
    await assert.rejects(provider.refund(rest), refuses('unavailable'))
    double.cuts = null
    assert.equal(taken.refunded, 11_400, 'it was given back, and nobody was told')
    assert.equal((await provider.refund(rest)).refunded_minor, 11_400)
    assert.equal(taken.refunds.length, 2, 'asked again it is not given back again')
    const more = { ...refundOf(reference, 1_400), refunded_before_minor: 11_400 }
    await assert.rejects(provider.refund(more), refuses('refused'))
    const nothing = refundOf(name === 'stripe' ? 'pi_0' : '0', 1)
    await assert.rejects(provider.refund(nothing), refuses('refused'))
  })

  test(`${name}: what was refused is given back when it is asked for anew`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    await provider.checkout(charge(checkout_id))
    const taken = double.pay(checkout_id)
    taken.amount = 1_000
    await assert.rejects(provider.refund(refundOf(taken.reference, 1_400)), refuses('refused'))
    taken.amount = 11_400
    const again = await provider.refund(refundOf(taken.reference, 1_400))
    assert.deepEqual([again.refunded_minor, taken.refunds.length], [1_400, 1])
  })

  test(`${name}: what was given back is told as it shows, and not as it was asked for`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    await provider.checkout(charge(checkout_id))
    const { reference } = double.pay(checkout_id)
    double.ledger.moods.hides_refunds = true
    const part = refundOf(reference, 1_400)
    assert.equal((await provider.refund(part)).refunded_minor, 0, 'not yet')
    double.ledger.moods.hides_refunds = false
    assert.equal((await provider.read(reference)).refunded_minor, 1_400)
  })
}

const troubleConformance = (name: CallingProvider, subject: Subject): void => {
  const start = starter(name, subject)
  const heard = (delivered: Delivered, now = new Date()) => subject.verify(delivered, now)

  test(`${name}: the same event has the same id, in whatever order and how often it comes`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    await provider.checkout(charge(checkout_id))
    const taken = double.pay(checkout_id)
    const paid = double.notice(taken)
    double.giveBack(taken, 400)
    const returned = double.notice(taken)
    const ids = [returned, paid, paid, returned].map((one) => heard(one)?.event_id)
    assert.equal(ids[0], ids[3])
    assert.equal(ids[1], ids[2])
    assert.notEqual(ids[0], ids[1])
  })

  test(`${name}: what the provider has not signed is no notice`, async (t) => {
    const { double, provider, checkout_id } = await start(t)
    await provider.checkout(charge(checkout_id))
    const genuine = double.notice(double.pay(checkout_id))
    assert.ok(heard(genuine))
    for (const [nth, one] of subject.forged(genuine).entries())
      assert.equal(heard(one), undefined, `the forged notice ${nth}`)
  })

  for (const mood of ['cut', 'silent', 'broken', 'odd'] as const)
    test(`${name}: ${mood}: nothing is taken for an answer, and asked again it collects once`, async (t) => {
      const { double, checkout_id } = await start(t)
      const patient = subject.create(double, answer_ms)
      const other = newId('checkout')
      const opened = { checkout_id: other, ...(await patient.checkout(charge(other))) }
      const { reference } = double.pay(other)
      const provider = subject.create(double, mood === 'silent' ? 50 : answer_ms)
      double.mood = mood
      await assert.rejects(provider.checkout(charge(checkout_id)), refuses('unavailable'))
      await assert.rejects(provider.read(reference), refuses('unavailable'))
      await assert.rejects(provider.find(opened), refuses('unavailable'))
      const back = refundOf(reference, 1)
      await assert.rejects(provider.refund(back), refuses('unavailable'))
      double.mood = 'well'
      const again = await patient.checkout(charge(checkout_id)).catch((error: unknown) => error)
      assert.ok(!(again instanceof ProviderError) || again.kind === 'refused')
      assert.equal(double.ledger.pages.size, 2)
      assert.equal((await patient.refund(back)).refunded_minor, 1)
      assert.equal(double.ledger.find(reference)?.refunds.length, 1)
    })

  test(`${name}: what is not there, and a currency that is not taken, are refused for good`, async (t) => {
    const { provider, checkout_id } = await start(t)
    await assert.rejects(provider.read(name === 'stripe' ? 'pi_0' : '0'), refuses('refused'))
    assert.equal(provider.takes('EGP'), true)
    assert.equal(provider.takes('UGX'), false)
    const odd = { ...charge(checkout_id), currency: 'UGX' }
    await assert.rejects(provider.checkout(odd), refuses('refused'))
  })
}

/** What the product may rely on with every provider that calls it. */
export const providerConformance = (name: CallingProvider, subject: Subject): void => {
  paysConformance(name, subject)
  refundsConformance(name, subject)
  troubleConformance(name, subject)
}
