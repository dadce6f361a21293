import type { TestContext } from 'node:test'
import { askProviders } from '../../src/jobs/tasks/ask-providers.ts'
import { issueRenewals } from '../../src/jobs/tasks/issue-renewals.ts'
import { makeRefund } from '../../src/jobs/tasks/make-refund.ts'
import { moveSubscriptions } from '../../src/jobs/tasks/move-subscriptions.ts'
import { settlePayment } from '../../src/jobs/tasks/settle-payment.ts'
import type { Db } from '../../src/lib/db.ts'
import type { Harness } from '../app.ts'
import { seedConnected } from '../seed-session.ts'
import { chance, killedAtTimes, survive } from './chance.ts'
import { type Business, type Customer, liveADay } from './customers.ts'
import { openShop } from './shop.ts'

const subscription_life = {
  ...{ trial_days: null, renewal_days: 3, reminder_days: [0, 1], grace_days: 3 },
  ...{ limited_days: 6, suspended_days: 10, export_days: null }
}

/** A business whose customers do something by chance each day. What is by chance is the same for the same seed. */
export const openBusiness = async (t: TestContext, size: number, seed: number) => {
  const shop = await openShop(t)
  const { app } = shop
  const set = await shop.boss.patch('/api/v1/admin/settings', { subscription_life })
  if (set.statusCode !== 200) throw new Error(set.body)
  const random = chance(seed)
  const seen: Record<string, number> = {}
  const note = (what: string) => {
    seen[what] = (seen[what] ?? 0) + 1
  }
  const killed = killedAtTimes(shop.db, () => {
    if (random() >= 0.15) return false
    note('killed')
    return true
  })
  const business: Business = {
    ...{ shop, killed, random, note, taken: new Map(), day: 0, sent: 0 }
  }
  const customers: Customer[] = []
  for (let nth = 0; nth < size; nth++) customers.push(await seedCustomer(app))
  const settle = async (): Promise<void> => {
    await work(business, killed, size)
    await work(business, shop.db, size)
    // A step leads to the next one.
    while ((await moveSubscriptions(shop.db, never)) > 0);
  }
  return {
    ...{ app, business, seen },
    collected: () => [...business.taken.values()].filter(({ status }) => status === 'succeeded'),
    liveADay: async () => {
      business.day++
      await passADay(app)
      await settle()
      for (const customer of customers) await liveADay(business, customer)
      await settle()
    },
    /** Until the provider has been asked for all that nobody has told of. */
    finish: async () => {
      for (let nth = 0; nth < 3; nth++) {
        await passADay(app)
        await settle()
      }
    }
  }
}

const seedCustomer = async (app: Harness): Promise<Customer> => {
  const tenant = await app.seed.tenant()
  const session_id = await seedConnected(app, tenant)
  return { tenant, me: app.as(tenant), session_id, pays_on: new Map() }
}

const never = new AbortController().signal

/** The jobs. */
const work = async ({ shop }: Business, db: Db, size: number): Promise<void> => {
  const { app, payments } = shop
  const { log } = app.deps
  for (const { id, status } of await shop.notices())
    if (status === 'stored') await settlePayment(db, payments, id).catch(survive)
  const refunds = await app.owner.query<{ id: string }>(
    "select id from refunds where status = 'pending'"
  )
  for (const { id } of refunds) await makeRefund(db, payments, id).catch(survive)
  // It asks for fifty at a time, every five minutes.
  for (let nth = 0; nth * 7 < size; nth++)
    await askProviders(db, payments.providers, log, never).catch(survive)
  await issueRenewals(db, log, never).catch(survive)
  await moveSubscriptions(db, never).catch(survive)
}

/** All moments that something follows from go back by a day. */
const passADay = async ({ owner }: Harness): Promise<void> => {
  for (const [table, columns] of [
    ['paid_periods', ['starts_at', 'ends_at', 'cut_from']],
    ['checkouts', ['created_at', 'asked_at']],
    [
      'subscriptions',
      [
        ...['past_due_since', 'stage_since', 'limited_since', 'reminded_at', 'trial_ends_at'],
        ...['current_period_start', 'current_period_end']
      ]
    ]
  ] as const)
    await owner.query(
      `update ${table} set ${columns.map((one) => `${one} = ${one} - interval '1 day'`).join(', ')}`
    )
}
