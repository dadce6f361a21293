import { z } from 'zod'
import { followSubscription } from '../subscriptions/follow.ts'
import { defineTask, v1 } from '../task.ts'

/** See `followSubscription`. A trigger puts it when the stage of a subscription changes. */
export const followSubscriptionTask = defineTask({
  name: 'follow_subscription',
  payload: z.object({ v: v1, tenant_id: z.string() }),
  run: ({ db }, { tenant_id }) => followSubscription(db, tenant_id)
})
