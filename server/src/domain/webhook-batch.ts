/** How many events a webhook is sent at a time, and how long the first of them waits for the others. */
export type WebhookBatch = { events_max: number; wait_ms: number }

export const batch_bounds = {
  events_max: { min: 2, max: 100 },
  wait_ms: { min: 100, max: 60_000 }
} as const

/** Where the events of a batch have more than this together, the rest comes in the next one. */
export const batch_bytes_max = 1_000_000
