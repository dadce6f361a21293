import { z } from 'zod'
import { defineTask, v1 } from '../task.ts'

/** Sends what waits in the backlog of a webhook. Put by `put_drain_jobs`, one job for each webhook. */
export const drainWebhookTask = defineTask({
  name: 'drain_webhook',
  payload: z.object({ v: v1, webhook_id: z.string() }),
  run: ({ drain }, { webhook_id }, stopping) => drain(webhook_id, stopping)
})
