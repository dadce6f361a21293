import { newId } from '../domain/ids.ts'
import type { MailKind } from '../domain/mail.ts'
import type { SubscriptionRow } from '../domain/plan.ts'
import {
  type LifeDays,
  type LifeStage,
  type LifeStep,
  lifeDaysOf,
  lifeStep,
  nextState
} from '../domain/subscription-life.ts'
import type { Tx } from '../lib/db.ts'
import { insertAudit } from '../store/audit-log.ts'
import { putEvents } from '../store/events/put.ts'
import { readSettings } from '../store/installation/settings.ts'
import {
  eraseUnpaid,
  type LifeRow,
  noteReminder,
  readLife,
  setStage
} from '../store/subscriptions/life.ts'
import { beginNext } from '../store/subscriptions/next.ts'
import { getPlan } from '../store/subscriptions/plans.ts'
import {
  lockSubscription,
  setSubscriptionStatus,
  updateSubscriptionPlan
} from '../store/subscriptions/subscriptions.ts'
import { beginPeriods } from './paid.ts'
import { writeToPayer } from './write-to-payer.ts'

/** The days of the installation, those of the product where nobody has set any. */
export const lifeDays = async (tx: Pick<Tx, 'query'>): Promise<LifeDays> =>
  lifeDaysOf((await readSettings(tx)).subscription_life)

/**
 * Takes a subscription one step on, if one is due: the state, its event, its entry in the audit log and its mail are one transaction, so
 * whoever is killed leaves it as it was, and of two who do it at once the second finds it done. Returns the step.
 */
export const moveSubscription = async (
  tx: Tx,
  tenant_id: string,
  days: LifeDays
): Promise<LifeStep | null> => {
  const before = await lockSubscription(tx, tenant_id)
  const life = await readLife(tx, tenant_id)
  const step = life && lifeStep(life.facts, days, life.now)
  if (!life || !step) return null
  if (step.kind === 'reminder') {
    await noteReminder(tx, tenant_id, step.nth)
    await insertAudit(tx, {
      ...{ tenant_id, actor_id: null, action: 'subscription.reminded', target_id: before.id },
      details: { nth: step.nth }
    })
    await write(tx, before, 'payment_due', days)
    return step
  }
  const ends = before.status === 'active' && (step.state === 'past_due' || step.state === 'limited')
  if (ends && before.next_plan_id && before.next_price_id === null) {
    await beginFreePlan(tx, before, before.next_plan_id)
    return { ...step, state: 'active' }
  }
  // What was canceled has no time of grace.
  if (ends && step.state === 'limited') await setSubscriptionStatus(tx, before, 'past_due')
  switch (step.state) {
    case 'active':
      await beginPeriods(tx, tenant_id)
      return step
    case 'past_due':
      await setSubscriptionStatus(tx, before, 'past_due')
      await tell(tx, before, 'past_due')
      return step
    case 'erased':
      return (await eraseUnpaid(tx, newId('erasure'), tenant_id)) ? step : null
    case 'trialing':
      throw new Error('nothing leads to a trial')
    default:
      await setStage(tx, tenant_id, step.state)
      // step: stage of a subscription set
      await tell(tx, before, step.state)
      await write(tx, before, mail_of[step.state], days)
      return step
  }
}

/** Whether something is due in a subscription that was read without a lock. */
export const isDue = ({ facts, now }: LifeRow, days: LifeDays): boolean =>
  lifeStep(facts, days, now) !== null

const mail_of: Record<LifeStage, MailKind> = {
  limited: 'subscription_limited',
  suspended: 'subscription_suspended',
  export_offered: 'export_offered'
}

/** The plan without a price that was chosen for the time after the paid one. */
const beginFreePlan = async (tx: Tx, before: SubscriptionRow, plan_id: string): Promise<void> => {
  const { id, tenant_id } = before
  const [old_plan, plan] = [await getPlan(tx, before.plan_id), await getPlan(tx, plan_id)]
  await updateSubscriptionPlan(tx, before, plan_id)
  await beginNext(tx, before)
  const data = { plan: plan.code, plan_before: old_plan.code, status: 'active' as const }
  putEvents(tx, [{ tenant_id, session_id: null, type: 'subscription.changed', data }])
  await insertAudit(tx, {
    ...{ tenant_id, actor_id: null, action: 'subscription.changed', target_id: id },
    details: { ...data, by_itself: true }
  })
}

const tell = async (
  tx: Tx,
  { id, tenant_id, plan_id }: SubscriptionRow,
  status: 'past_due' | LifeStage
): Promise<void> => {
  const { code } = await getPlan(tx, plan_id)
  const data = { plan: code, plan_before: code, status }
  putEvents(tx, [{ tenant_id, session_id: null, type: 'subscription.changed', data }])
  await insertAudit(tx, {
    ...{ tenant_id, actor_id: null, action: 'subscription.changed', target_id: id },
    details: { ...data, by_itself: true }
  })
}

/** A mail about the state in which the subscription is now. It names the day on which the next one comes. */
const write = async (
  tx: Tx,
  subscription: SubscriptionRow,
  kind: MailKind,
  days: LifeDays
): Promise<void> => {
  const life = await readLife(tx, subscription.tenant_id)
  const next = life && nextState(life.facts, days, life.now)
  await writeToPayer(tx, subscription, kind, next?.at ?? null)
}
