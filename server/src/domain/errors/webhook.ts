import type { ErrorTable } from './table.ts'

/** What a webhook does not allow. */
export const webhook_errors = {
  webhook_disabled: {
    status: 409,
    title: 'The webhook is disabled',
    text: 'Enable it with POST /api/v1/webhooks/{id}/enable.',
    retry: 'no'
  },
  replay_running: {
    status: 409,
    title: 'A replay of this webhook is already running',
    text: 'Wait until it is done; the deliveries of the webhook show how far it is.',
    retry: 'yes'
  },
  replay_span_empty: {
    status: 422,
    title: 'The period is empty',
    text: '"until" must be later than "since".',
    retry: 'no'
  }
} as const satisfies ErrorTable
