import { z } from 'zod'
import { replayWebhook } from '../../webhooks/records/replay.ts'
import { defineTask, v1 } from '../task.ts'

/** Puts what a webhook missed in a span of time into its backlog. Put by `start_webhook_replay`. */
export const replayWebhookTask = defineTask({
  name: 'replay_webhook',
  payload: z.object({
    v: v1,
    webhook_id: z.string(),
    since: z.string(),
    until: z.string(),
    asked_at: z.string()
  }),
  run: ({ db }, job, stopping) => replayWebhook(db, job, stopping)
})
