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

export interface LimitCalls {
  /** Refuses the account at every login, and ends what is connected with the same words. */
  refuseLogins(number: string, input: LoginRefusalInput): Promise<void>
}
