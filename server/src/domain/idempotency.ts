/** A caller's wish that a repeated call has the effect of one. `replayed` is set when a stored answer was given. */
export type Idempotency = {
  key: string
  /** What the call asked for; the same key with another fingerprint is a mistake of the caller. */
  fingerprint: Buffer
  /** What an earlier version has kept for this call, which did not look at files: it is taken for the same call, too. */
  earlier_fingerprint?: Buffer
  replayed: boolean
}
