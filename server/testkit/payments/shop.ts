import type { TestContext } from 'node:test'
import { moveSubscriptions } from '../../src/jobs/tasks/move-subscriptions.ts'
import { prepareCheckout } from '../../src/jobs/tasks/prepare-checkout.ts'
import { settlePayment } from '../../src/jobs/tasks/settle-payment.ts'
import { openDb } from '../../src/lib/db.ts'
import { readConfig } from '../../src/main/config/config.ts'
import type { CallingProvider, Delivered } from '../../src/payments/contract.ts'
import { openProviders } from '../../src/payments/open.ts'
import { type Caller, harness, type SeededTenant } from '../app.ts'
import type { Call, Seed } from '../call.ts'
import { seller } from '../invoice-calls.ts'
import { startPaymentDouble } from './double.ts'

export type Bought = {
  id: string
  status: string
  url: string | null
  invoice_id: string
  amount_minor: number
  error: string | null
}

/** An installation that sells through a double, with the jobs done by hand. */
export const openShop = async (t: TestContext, name: CallingProvider = 'stripe') => {
  const double = await startPaymentDouble(t, name)
  const app = await harness(t, { config: double.settings })
  const db = openDb({ url: app.urls.system, connections_max: 8, application_name: 'test jobs' })
  t.after(() => db.close())
  const providers = openProviders(readConfig(double.settings))
  const payments = { providers, base: 'https://gateway.example.com/' }
  const boss = app.as(await app.seed.tenant({ role: 'admin' }))
  await boss.patch('/api/v1/admin/settings', { seller })
  const prices = [
    { currency: 'EGP', amount_minor: 10_000, interval: 'month' },
    { currency: 'EGP', amount_minor: 100_000, interval: 'year' }
  ]
  const plans: { id: string; code: string }[] = (await boss.get('/api/v1/admin/plans')).json().data
  const idOf = (code: string) => plans.find((one) => one.code === code)?.id ?? ''
  await boss.patch(`/api/v1/admin/plans/${idOf('starter')}`, { prices })
  await boss.patch(`/api/v1/admin/plans/${idOf('business')}`, {
    prices: prices.map((one) => ({ ...one, amount_minor: one.amount_minor * 3 }))
  })
  const prepare = (id: string) => prepareCheckout(db, payments, id)
  const read = async (me: Caller, id: string): Promise<Bought> =>
    (await me.get(`/api/v1/subscription/checkout/${id}`)).json()
  const begin = async (me: Caller, body: Record<string, unknown> = {}): Promise<string> => {
    const asked: Record<string, unknown> = {
      provider: name,
      plan_id: 'starter',
      currency: 'EGP',
      ...body
    }
    const answer = await me.post(
      '/api/v1/subscription/checkout',
      asked['invoice_id'] ? { provider: asked['provider'], invoice_id: asked['invoice_id'] } : asked
    )
    if (answer.statusCode !== 202) throw new Error(answer.body)
    return answer.json().id
  }
  const post = ({ raw, headers, query }: Delivered) =>
    app.server.inject({
      method: 'POST',
      url: `/api/v1/payments/${name}`,
      query: query as Record<string, string>,
      headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
      payload: raw
    })
  const notices = () =>
    db.query<{ id: string; status: string; outcome: string | null }>(
      'select id, status, outcome from payment_notices order by id'
    )
  const settleAll = async () => {
    const open = (await notices()).filter(({ status }) => status === 'stored')
    return Promise.all(open.map(({ id }) => settlePayment(db, payments, id)))
  }
  const buy = async (me: Caller, body: Record<string, unknown> = {}): Promise<Bought> => {
    const id = await begin(me, body)
    await prepare(id)
    return read(me, id)
  }
  return {
    ...{ app, db, double, payments, boss, seller },
    ...{ begin, prepare, read, buy, post, notices, settleAll },
    endPeriods: () => moveSubscriptions(db, new AbortController().signal),
    invoice: async (me: Caller, id: string) => (await me.get(`/api/v1/invoices/${id}`)).json(),
    wallet: async (me: Caller) => (await me.get('/api/v1/wallet')).json(),
    subscription: async (me: Caller) => (await me.get('/api/v1/subscription')).json(),
    /** Moves all that was paid by a tenant back in time. */
    pass: async (tenant: SeededTenant, time: string) => {
      for (const [table, columns] of [
        ['paid_periods', ['starts_at', 'ends_at']],
        ['subscriptions', ['current_period_start', 'current_period_end']]
      ] as const)
        await app.owner.query(
          `update ${table} set ${columns.map((one) => `${one} = ${one} - $2::interval`).join(', ')} where tenant_id = $1`,
          [tenant.tenant_id, time]
        )
    }
  }
}

/** Calls about paying. */
export const payment_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /api/v1/subscription/checkout': async ({ app }) => {
    await app.owner.query('update installation_settings set seller = $1', [JSON.stringify(seller)])
    return { body: { provider: 'manual', plan_id: 'starter' } }
  }
}
