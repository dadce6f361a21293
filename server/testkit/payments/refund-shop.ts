import type { TestContext } from 'node:test'
import { makeRefund } from '../../src/jobs/tasks/make-refund.ts'
import type { CallingProvider } from '../../src/payments/contract.ts'
import type { Caller, SeededTenant } from '../app.ts'
import { openShop } from './shop.ts'

export const refundPath = (payment_id: string) => `/api/v1/admin/payments/${payment_id}/refund`

/** A shop whose administrator gives money back. */
export const openRefunds = async (t: TestContext, provider: CallingProvider = 'stripe') => {
  const shop = await openShop(t, provider)
  const { boss, double } = shop
  const pay = async (me: Caller, body: Record<string, unknown> = {}) => {
    const bought = await shop.buy(me, body)
    const taken = double.pay(bought.id)
    await shop.post(double.notice(taken))
    await shop.settleAll()
    const { payments } = await shop.invoice(me, bought.invoice_id)
    return { invoice_id: bought.invoice_id, payment_id: payments.at(-1).id as string, taken }
  }
  const customer = async () => {
    const tenant = await shop.app.seed.tenant()
    return { tenant, me: shop.app.as(tenant) }
  }
  const made = async (payment_id: string, amount_minor?: number) => {
    const body = { reason: 'Did not work', ...(amount_minor && { amount_minor }) }
    const asked = await boss.post(refundPath(payment_id), body)
    if (asked.statusCode !== 202) throw new Error(asked.body)
    const id: string = asked.json().id
    return {
      id,
      status: asked.json().status,
      settled: await makeRefund(shop.db, shop.payments, id)
    }
  }
  const told = async (invoice_id: string) =>
    (await boss.get(`/api/v1/admin/invoices/${invoice_id}`)).json()
  const asks = () => double.asked.filter((one) => /refund/.test(one)).length
  const status = async (me: Caller) => {
    await shop.endPeriods()
    const { plan, status } = await shop.subscription(me)
    return [plan.code, status]
  }
  const actions = async (tenant: SeededTenant) => {
    const rows = await shop.app.owner.query<{ action: string }>(
      "select action from audit_log where tenant_id = $1 and action like 'payment.ref%' order by id",
      [tenant.tenant_id]
    )
    return rows.map(({ action }) => action)
  }
  return { ...shop, pay, customer, made, told, asks, status, actions }
}
