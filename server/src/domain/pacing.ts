/** How fast a session may send; null means as fast as it can. */
export type Pacing = {
  messages_per_minute: number | null
  /** Between two messages to one chat. */
  pause_between_messages_ms: number | null
}

export const messages_per_minute_max = 6_000
export const pause_ms_max = 3_600_000
