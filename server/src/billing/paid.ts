import { dueOf, type InvoiceRow } from '../domain/invoice.ts'
import type { Tx } from '../lib/db.ts'
import { insertAudit } from '../store/audit-log.ts'
import { putEvents } from '../store/events/put.ts'
import { getInvoice } from '../store/invoices/invoices.ts'
import { endCheckoutsOf } from '../store/payments/checkouts.ts'
import {
  type DuePeriod,
  findDuePeriod,
  insertPaidPeriod,
  readGrants,
  takePeriod
} from '../store/payments/periods.ts'
import { beginNext, setNext } from '../store/subscriptions/next.ts'
import { getPlan } from '../store/subscriptions/plans.ts'
import { lockSubscription } from '../store/subscriptions/subscriptions.ts'
import { writeToPayer } from './write-to-payer.ts'

/**
 * What follows when something was paid of an invoice: when nothing of it is due any more, the customer has what it is about, from when it
 * says, once. The subscription of the tenant is locked, and the invoice is as well.
 */
export const afterPayment = async (tx: Tx, invoice_id: string): Promise<InvoiceRow> => {
  const invoice = await getInvoice(tx, invoice_id, null)
  if (dueOf(invoice) > 0 || invoice.status !== 'finalized') return invoice
  await endCheckoutsOf(tx, invoice_id)
  const grants = await readGrants(tx, invoice_id)
  if (!grants) return invoice
  const { tenant_id } = invoice
  const is_new = await insertPaidPeriod(tx, { invoice_id, tenant_id, ...grants })
  if (is_new) {
    // Whoever pays goes on, and with what they pay for.
    const now = await lockSubscription(tx, tenant_id)
    if (now.cancel_at_period_end || (now.next_plan_id && now.next_price_id !== grants.price_id))
      await setNext(tx, now, { kind: 'same' })
    await beginPeriods(tx, tenant_id)
  }
  return invoice
}

/** Puts a subscription on what was paid for now, if it is not. Returns whether there is such a thing. */
export const beginPeriods = async (tx: Tx, tenant_id: string): Promise<boolean> => {
  const period = await findDuePeriod(tx, tenant_id)
  if (!period) return false
  const before = await lockSubscription(tx, tenant_id)
  if (isTaken(before, period)) return true
  const [old_plan, plan] = [await getPlan(tx, before.plan_id), await getPlan(tx, period.plan_id)]
  await takePeriod(tx, before, period)
  if (before.next_plan_id && before.next_price_id === period.price_id) await beginNext(tx, before)
  if (before.stage)
    await writeToPayer(tx, { tenant_id, plan_id: plan.id }, 'subscription_active', null)
  const data = { plan: plan.code, plan_before: old_plan.code, status: 'active' as const }
  putEvents(tx, [{ tenant_id, session_id: null, type: 'subscription.changed', data }])
  await insertAudit(tx, {
    tenant_id,
    actor_id: null,
    action: 'subscription.changed',
    target_id: before.id,
    details: { ...data, invoice_id: period.invoice_id, by_payment: true }
  })
  return true
}

const isTaken = (
  now: { status: string; price_id: string | null; current_period_end: Date },
  period: DuePeriod
): boolean =>
  now.status === 'active' &&
  now.price_id === period.price_id &&
  now.current_period_end.getTime() === period.ends_at.getTime()
