import { AppError } from '../../domain/errors.ts'
import { setNext } from '../../store/subscriptions/next.ts'
import { getPlan } from '../../store/subscriptions/plans.ts'
import { lockSubscription } from '../../store/subscriptions/subscriptions.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { type SubscriptionView, subscriptionView } from './view.ts'

/** Nothing follows on the time that is paid. Until then all goes on, and choosing the plan again takes it back. */
export const cancelSubscription = (deps: Deps, ctx: Context): Promise<SubscriptionView> =>
  command(deps, ctx, async (tx) => {
    const before = await lockSubscription(tx, ctx.tenant.tenant_id)
    if (before.price_id === null)
      throw new AppError('nothing_to_cancel', { subscription_id: before.id })
    const plan = await getPlan(tx, before.plan_id)
    if (before.cancel_at_period_end) {
      ctx.entry.action = null
      return subscriptionView(before, plan)
    }
    const after = await setNext(tx, before, { kind: 'none' })
    const ends_at = before.current_period_end.toISOString()
    Object.assign(ctx.entry, { target_id: before.id, details: { ends_at } })
    return subscriptionView(after, plan)
  })
