/**
 * 402: a ban that ends, 403: the owner has to do something on the phone, 406: a ban, 409: what the client says it is is not
 * accepted.
 */
export type LoginRefusalReason = 402 | 403 | 406 | 409

export interface LoginRefusalInput {
  /** Null: the account may log in again. */
  reason: LoginRefusalReason | null
  /** Of a 402: what it is for; 101 unless said. */
  code?: number
  /** It ends by itself after so long. A 402 without it does not say when it ends. */
  for_ms?: number
}

/** First messages are refused with 463 until then. */
export interface TimelockInput {
  /** It ends by itself after so long, and nobody is told. Without it there is no end, and none is told. */
  for_ms?: number
  /** What it is called; RESTRICT_ALL_COMPANIONS unless said. */
  type?: string
}

/** How many people may be written to first; beyond it they are refused with 475. */
export interface QuotaInput {
  total: number
  used?: number
  /** When it begins anew, and so again and again. */
  renews_in_ms?: number
}

export interface LimitsInput {
  /** Null ends it, and the devices are told so. */
  timelock?: TimelockInput | null
  quota?: QuotaInput | null
  /** Whether the devices are told of this change; they are unless said. */
  notify?: boolean
  /** So many repeats against a time-lock and the device is removed; three unless said. */
  repeats_max?: number
  /** What becomes of a question after the limits; answered unless said. */
  questions?: 'answered' | 'refused' | 'unanswered'
}

export interface LimitsReport {
  timelock: boolean
  quota: { total: number; used: number } | null
  /** First messages that were refused because of the time-lock and of the quota. */
  refused_463: number
  refused_475: number
  /** Of the former those to somebody to whom one had been refused before, during the same lock. */
  repeats: number
  devices_removed: number
  questions: number
}

export interface LimitCalls {
  /** What the account may do from here on. */
  setLimits(number: string, input: LimitsInput): Promise<LimitsReport>
  limits(number: string): Promise<LimitsReport>
  /** Refuses the account at every login, and ends what is connected with the same words. */
  refuseLogins(number: string, input: LoginRefusalInput): Promise<void>
}
