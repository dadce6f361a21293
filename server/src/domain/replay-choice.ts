/** What may have become of an event at a webhook that is sent it again: it never was, in vain, or well. */
export const replayed_statuses = ['missed', 'failed', 'succeeded'] as const
export type ReplayedStatus = (typeof replayed_statuses)[number]

/** Which events of a span a replay sends. Null: all that the webhook asks for. */
export type ReplayChoice = {
  event_types: string[] | null
  session_ids: string[] | null
  statuses: ReplayedStatus[]
}

/** What is sent unless something is chosen: nothing a second time. */
export const whole_replay: ReplayChoice = {
  event_types: null,
  session_ids: null,
  statuses: ['missed', 'failed']
}

/** Most deliveries of one replay; another one goes on from there, as long as what is delivered is left out. */
export const replayed_max = 100_000
