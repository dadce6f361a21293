import type { TaskDeps } from '../../src/jobs/task.ts'
import { makeRefund } from '../../src/jobs/tasks/make-refund.ts'
import { prepareCheckoutTask } from '../../src/jobs/tasks/prepare-checkout.ts'
import type { Db } from '../../src/lib/db.ts'
import type { Caller, SeededTenant } from '../app.ts'
import { survive } from './chance.ts'
import type { Taken } from './ledger.ts'
import type { Bought, openShop } from './shop.ts'

export type Customer = {
  tenant: SeededTenant
  me: Caller
  session_id: string
  /** The pages that are paid on a later day. */
  pays_on: Map<number, Bought>
}

export type Business = {
  shop: Awaited<ReturnType<typeof openShop>>
  /** The database as a process has it that is killed now and then. */
  killed: Db
  random: () => number
  /** Counts that this has happened. */
  note: (what: string) => void
  /** All that was paid at the provider, by its reference. */
  taken: Map<string, Taken>
  day: number
  sent: number
}

/** What a customer does on a day, by chance. */
export const liveADay = async (business: Business, customer: Customer): Promise<void> => {
  const { shop, random, note } = business
  const { me, pays_on } = customer
  const late = pays_on.get(business.day)
  // A page of which nobody hears any more cannot be paid any more.
  if (late) await pay(business, await shop.read(me, late.id))
  if (random() < 0.1) await send(business, customer)
  const [open] = await shop.app.owner.query<{ id: string }>(
    `select i.id from invoices i where i.tenant_id = $1 and i.grants is not null and i.status = 'finalized'
       and not exists (select from paid_periods d where d.invoice_id = i.id)`,
    [customer.tenant.tenant_id]
  )
  if (open && random() < 0.25) return buy(business, customer, { invoice_id: open.id })
  const way = random()
  const currency = 'EGP'
  if (way < 0.07) return buy(business, customer, { plan_id: 'starter', currency })
  if (way < 0.1) return buy(business, customer, { plan_id: 'business', currency })
  if (way < 0.12) return giveBack(business, customer)
  if (way < 0.14) {
    const plan_id = oneOf(['trial', 'starter', 'business'], random)
    if ((await me.put('/api/v1/subscription', { plan_id })).statusCode === 200) note('changed')
  } else if (way < 0.155) {
    if ((await me.delete('/api/v1/subscription')).statusCode === 200) note('canceled')
  }
}

const oneOf = <T>(from: readonly T[], random: () => number): T =>
  from[Math.floor(random() * from.length)] as T

/** Pays on a page: sometimes another amount, and the webhook comes not at all or twice. */
const pay = async ({ shop, random, note, taken }: Business, bought: Bought): Promise<void> => {
  if (bought.status !== 'open') return
  const { double } = shop
  const payment = double.pay(bought.id, random() < 0.05 ? { amount: 7_777 } : undefined)
  taken.set(payment.reference, payment)
  if (random() < 0.2) return note('paid unheard')
  await shop.post(double.notice(payment))
  if (random() < 0.2) await shop.post(double.notice(payment))
}

const prepare = ({ shop }: Business, db: Db, checkout_id: string): Promise<void> => {
  const { app, payments } = shop
  const deps = { db, log: app.deps.log, payments } as unknown as TaskDeps
  return prepareCheckoutTask.run(deps, { v: 1, checkout_id }, new AbortController().signal)
}

/** Buys, and pays now, later, twice or not at all. */
const buy = async (
  business: Business,
  { me, pays_on }: Customer,
  body: Record<string, unknown>
): Promise<void> => {
  const { shop, random, note } = business
  const asked = await me.post('/api/v1/subscription/checkout', { provider: 'stripe', ...body })
  if (asked.statusCode !== 202) return note('refused')
  const { id } = asked.json()
  await prepare(business, business.killed, id).catch(survive)
  await prepare(business, shop.db, id)
  const bought = await shop.read(me, id)
  note(bought.status === 'failed' ? 'refused' : 'bought')
  if (bought.status === 'failed') return
  const way = random()
  if (way < 0.15) return
  if (way < 0.35) {
    note('paid late')
    pays_on.set(business.day + 1 + Math.floor(random() * 9), bought)
    return
  }
  await pay(business, bought)
  if (way < 0.5 && bought.status === 'open') {
    note('paid twice')
    const again = await shop.buy(me, { invoice_id: bought.invoice_id }).catch(() => null)
    if (again) await pay(business, again)
  }
}

/** Has a payment, or a part of it, back: from the provider itself, or from the administrator. */
const giveBack = async (business: Business, { tenant }: Customer): Promise<void> => {
  const { shop, random, note, taken } = business
  const { double } = shop
  type Row = { id: string; reference: string; left: number; to_wallet: boolean }
  const rows = await shop.app.owner.query<Row>(
    `select id, reference, (amount_minor - refunded_minor)::int as left, wallet_minor > 0 as to_wallet from payments
     where tenant_id = $1 and amount_minor > refunded_minor order by id`,
    [tenant.tenant_id]
  )
  if (rows.length === 0) return
  const { id, reference, left, to_wallet } = oneOf(rows, random)
  const part = random() < 0.5 ? left : 1 + Math.floor(random() * left)
  note('refund')
  const payment = taken.get(reference)
  if (payment && !to_wallet && random() < 0.3) {
    double.giveBack(payment, part)
    await shop.post(double.notice(payment))
    return
  }
  const body = { reason: 'By chance', amount_minor: part }
  const asked = await shop.boss.post(`/api/v1/admin/payments/${id}/refund`, body)
  if (asked.statusCode !== 202) return note('refund refused')
  if (asked.json().status === 'pending')
    await makeRefund(business.killed, shop.payments, asked.json().id).catch(survive)
}

const send = async (business: Business, { me, session_id }: Customer): Promise<void> => {
  const { status } = await business.shop.subscription(me)
  const text = { session_id, to: '+201001234567', type: 'text', text: { body: 'hello' } }
  const answer = await me.post('/api/v1/messages', text)
  const served = ['trialing', 'active', 'past_due'].includes(status)
  if (answer.statusCode !== (served ? 202 : 403))
    throw new Error(`${status}, and a message is answered with ${answer.body}`)
  if (served) business.sent++
}
