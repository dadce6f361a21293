import { z } from 'zod'
import { replayed_statuses, whole_replay } from '../../domain/replay-choice.ts'
import { replayWebhook } from '../../webhooks/records/replay.ts'
import { defineTask } from '../task.ts'

/** Puts what a webhook missed in a span of time into its backlog. Put by `start_chosen_replay` and, without a choice, by the version before it. */
export const replayWebhookTask = defineTask({
  name: 'replay_webhook',
  v: 2,
  payload: z.object({
    v: z.literal([1, 2]).default(1),
    webhook_id: z.string(),
    since: z.string(),
    until: z.string(),
    asked_at: z.string(),
    chosen: z
      .object({
        event_types: z.array(z.string()).nullable(),
        session_ids: z.array(z.string()).nullable(),
        statuses: z.array(z.enum(replayed_statuses))
      })
      .default(whole_replay)
  }),
  run: ({ db }, job, stopping) => replayWebhook(db, job, stopping)
})
