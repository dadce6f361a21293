/** What WhatsApp says of the limits of a number, as far as it has said anything: members of a row of `sessions`. */
export type Limits = {
  /** Until when nobody may be written to first. */
  restricted_until: Date | null
  /** What WhatsApp calls that, or `several_refused`, which is our own caution. */
  restriction: string | null
  new_chats_status: NewChatsStatus | null
  new_chats_used: number | null
  new_chats_total: number | null
  new_chats_renew_at: Date | null
  limits_read_at: Date | null
}

export const new_chats_statuses = ['none', 'first_warning', 'second_warning', 'capped'] as const

export type NewChatsStatus = (typeof new_chats_statuses)[number]

export const limit_kinds = {
  time_lock: 'WhatsApp does not let this number start new chats until then.',
  new_chat_quota:
    'This number has started as many new chats as WhatsApp allows; the quota is renewed then.'
} as const

export type LimitKind = keyof typeof limit_kinds

/** A restriction that WhatsApp has not named: several people in a row could not be written to first. */
export const several_refused = 'several_refused'

export const no_limits: Limits = {
  restricted_until: null,
  restriction: null,
  new_chats_status: null,
  new_chats_used: null,
  new_chats_total: null,
  new_chats_renew_at: null,
  limits_read_at: null
}

/** The limit that makes first messages wait, and when it ends; null when there is none. Of two limits the longer one. */
export const standingLimit = (
  limits: Omit<Limits, 'limits_read_at' | 'restriction'>,
  now: Date
): { kind: LimitKind; until: Date } | null => {
  const { restricted_until, new_chats_status, new_chats_renew_at } = limits
  const lock = restricted_until && restricted_until > now ? restricted_until : null
  const capped = new_chats_status === 'capped' && new_chats_renew_at && new_chats_renew_at > now
  const renewal = capped ? new_chats_renew_at : null
  if (lock && (!renewal || lock >= renewal)) return { kind: 'time_lock', until: lock }
  return renewal && { kind: 'new_chat_quota', until: renewal }
}
