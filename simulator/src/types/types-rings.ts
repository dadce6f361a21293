export interface RingInput {
  /** Who calls. */
  from: string
  video?: boolean
  /** The JID of a group that both are in: the call is one of the group. */
  group?: string
}

export interface PhoneCallShown {
  id: string
  from: string
  video: boolean
  group: string | null
  /** ringing; rejected: by a linked device; or why it ended. */
  state: string
}

/** Calls by telephone to a number. */
export interface RingCalls {
  ring(number: string, input: RingInput): Promise<{ id: string }>
  /**
   * The call ends: the caller hangs up (without a reason), nobody answers (timeout), or the owner accepts or rejects it on
   * the phone.
   */
  hangUp(
    number: string,
    input: { id: string; reason?: 'timeout' | 'accepted_elsewhere' | 'rejected_elsewhere' }
  ): Promise<PhoneCallShown>
  ringing(number: string, input: { id: string }): Promise<PhoneCallShown>
}
