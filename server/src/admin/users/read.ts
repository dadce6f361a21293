import { firstDayOf, monthOf } from '../../domain/month.ts'
import { usageAgainst } from '../../domain/plan.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { AdminUser, AdminUserDetails } from '../../schemas/admin.ts'
import { countSessionsByStatus } from '../../store/installation/counts.ts'
import { getUserOfAll, listUsersOfAll } from '../../store/installation/users.ts'
import { getSubscription } from '../../store/subscriptions/subscriptions.ts'
import { readUsage } from '../../store/usage/read.ts'
import type { AdminDeps } from '../deps.ts'

/** A page of the users of all tenants, newest first. `email` is any part of an address, however it is written. */
export const readUsers = async (
  admin: AdminDeps,
  page: PageRequest & { email: string | null }
): Promise<Page<AdminUser>> =>
  toPage(await admin.system.read((tx) => listUsersOfAll(tx, page)), page.limit)

/** A user of any tenant with the state of that tenant. */
export const readUser = (admin: AdminDeps, user_id: string): Promise<AdminUserDetails> =>
  admin.system.read(async (tx) => {
    const user = await getUserOfAll(tx, user_id)
    const subscription = await getSubscription(tx, user.tenant_id)
    const month = monthOf(admin.clock.now())
    return {
      ...user,
      subscription: {
        id: subscription.id,
        status: subscription.stage ?? subscription.status,
        past_due_since: subscription.past_due_since,
        trial_ends_at: subscription.trial_ends_at,
        cancel_at_period_end: subscription.cancel_at_period_end,
        next_plan_id: subscription.next_plan_id,
        next_price_id: subscription.next_price_id,
        keep_session_ids: subscription.keep_session_ids,
        price_id: subscription.price_id,
        limits: subscription,
        current_period_start: subscription.current_period_start,
        current_period_end: subscription.current_period_end
      },
      usage: usageAgainst(
        user.plan_code,
        subscription,
        month,
        await readUsage(tx, user.tenant_id, firstDayOf(month))
      ),
      sessions: await countSessionsByStatus(tx, user.tenant_id)
    }
  })
