/** How often a fault happens: the next so many times, always (`true`) or not at all (`false`). */
export type Times = number | boolean

/**
 * What goes wrong on purpose. A setting holds for one number, the account or phone it happens to,
 * or for everybody; a number's own setting comes first. "Messages" are those people write: what
 * an app says to its own phone behind the scenes is left alone.
 */
export interface FaultSettings {
  /** Everything the server sends waits this long. */
  delay_ms: number
  /** Everything the client says is read this much later. */
  delay_in_ms: number
  /** The line stays open, but nothing is answered, pings included, until this ends. */
  silent: boolean
  /** The code of the stream errors below; 503 unless said. */
  stream_error_code: number

  /** The code of the refusals below; 479 unless said. */
  refusal_code: number
  /** The message is not taken, and its `ack` says so; nobody gets it. */
  refuse_sends: Times
  /** The message is taken and delivered, but the sender never hears `ack`. */
  withhold_acks: Times
  /** The sender hears `ack` twice. */
  duplicate_acks: Times
  /** The `ack` is kept back until the next one has gone out on the same connection. */
  reorder_acks: Times
  /** The message is taken and delivered, and the line is cut instead of an `ack`. */
  drop_before_ack: Times
  /** The line is cut when the message arrives; nobody gets it. */
  drop_before_message: Times
  /** Nobody gets the message, and from here on the line neither reads nor writes nor closes. */
  half_open_at_message: Times
  /** The message is answered with a stream error; nobody gets it. */
  stream_error_at_message: Times

  /** The message reaches this account's linked devices damaged. */
  corrupt_messages: Times
  /** The message reaches this account's linked devices without its content: they have to ask the phone. */
  absent_messages: Times
  /** The same without a word that something is missing, as what follows a click on an advertisement comes. */
  bare_messages: Times
  /** The very same stanza reaches this account's linked device twice. */
  duplicate_messages: Times
  /** The line is cut when the device's receipt arrives, as if it had not: the message comes again. */
  drop_at_receipt: Times
  /** The message can't be decrypted by this phone. */
  refuse_messages: Times
  /**
   * A question about people, groups, pictures or who is blocked is answered with an error; or, with `refuse_in_result`, with
   * an answer that says within it that nobody could be looked up; or not at all.
   */
  refuse_questions: Times
  refuse_in_result: Times
  withhold_answers: Times
  /** The question who is in a group is answered as of before its members were called by the other address. */
  stale_groups: Times

  /** Receipts for this account's messages are kept back until they are released. */
  withhold_receipts: Times
  /** "Delivered" is kept back until "read" has gone out. */
  reorder_receipts: Times
  /** A receipt reaches this account's linked devices twice. */
  duplicate_receipts: Times

  /** The status of the refusals below; 503 unless said. Whoever loads a file gives no name, so these hold for everybody. */
  media_code: number
  refuse_uploads: Times
  /** The line is cut in the middle of an upload. */
  cut_uploads: Times
  /** The whole upload is read, and never answered. */
  stall_uploads: Times
  refuse_downloads: Times
  /** Half of the file comes, then nothing, and the line stays open. */
  stall_downloads: Times
  /** Half of the file comes, then the line is cut. */
  cut_downloads: Times
  /** Half of the file comes as if it were all. */
  truncate_downloads: Times
  /** One bit of the file is another. */
  damage_downloads: Times
  /** More and more follows behind the file. */
  endless_downloads: Times
  /** The file comes little by little. */
  slow_downloads: Times

  /** A connection is cut: at once for everybody, at its login for one number. */
  refuse_connections: Times
  /** A connection gets HTTP 503, for everybody, or `failure 503` at its login, for one number. */
  refuse_upgrades: Times
  /** A login is answered with a stream error. */
  stream_error_at_login: Times
}

export type FaultName = keyof FaultSettings

/** Faults that happen a number of times. */
export type CountedFault = {
  [K in FaultName]: FaultSettings[K] extends Times
    ? Times extends FaultSettings[K]
      ? K
      : never
    : never
}[FaultName]

export interface FaultInput extends Partial<FaultSettings> {
  /** The account or phone, or the JID of a group for refusals of what is said in it; everybody unless said. */
  number?: string
  /** The settings of this call end by themselves after so long. */
  for_ms?: number
}

export interface FaultReport {
  /** What is set for the number, or for everybody. */
  settings: Partial<FaultSettings>
  /** How often each fault has happened to the number, or to anybody; never forgotten by clearing. */
  applied: Partial<Record<FaultName, number>>
  /** Receipts kept back for the number, or in all. */
  receipts_held: number
}
