export interface ExtraCalls {
  /** The simulator says all that real servers say, but for these; nothing is left out without any. */
  leaveOut(input: { extras: string[] }): Promise<void>
  /** What can be left out, with what it is, and what is. */
  /**
   * Says stanzas to the linked devices of a number, as they are: each frame is an encoded stanza in base64. Nothing
   * keeps them, so a device that is not connected never hears them. With `await_acks` the stream is ended when one of
   * them is not acknowledged, as for all that the simulator says itself.
   */
  push(
    number: string,
    input: { frames: string[]; device?: number; await_acks?: boolean }
  ): Promise<{ pushed: number }>
  extras(): Promise<{ extras: Record<string, string>; left_out: string[] }>
}
