import { z } from 'zod'
import { deliver_task } from '../../queue/delivery-jobs.ts'
import { defineTask, v1 } from '../task.ts'

/** Makes one delivery. Events put a job of it for each, in their own transaction (`put_delivery_jobs`). */
export const deliverWebhookTask = defineTask({
  name: deliver_task,
  payload: z.object({ v: v1, delivery_id: z.string() }),
  run: async ({ deliver }, { delivery_id }, stopping) => void (await deliver(delivery_id, stopping))
})
