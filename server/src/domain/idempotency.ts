/** A caller's wish that a repeated call has the effect of one. `replayed` is set when a stored answer was given. */
export type Idempotency = {
  key: string
  /** What the call asked for; the same key with another fingerprint is a mistake of the caller. */
  fingerprint: Buffer
  replayed: boolean
}
