import type { ProfileShown } from './types-profile.ts'

export interface PhoneOptions {
  number?: string
  name?: string
  /** Messages for it go to its LID, and are refused with 463 when they name its number; on unless switched off. */
  has_lid?: boolean
  lid_addressing?: boolean
  /** What comes from its LID does not tell its number. */
  hides_number?: boolean
  /** What it is called by those who know it by LID. */
  username?: string | null
  /** Other ways to write its number: a look-up answers with the number itself. */
  aliases?: string[]
  /** Answers every message with a delivery receipt; on unless switched off. */
  auto_delivered?: boolean
  auto_read?: boolean
  /** A text said back for every text received; null switches it off. */
  auto_reply?: string | null
  delivered_delay_ms?: number
  read_delay_ms?: number
  /** How many of a chat's newest messages a new device gets; 100 unless said. */
  history_per_chat?: number
  /** Parts of the history with more bytes than this come as files; 524288 unless said. */
  history_inline_max?: number
  /** The account is protected by a passkey; off unless said. */
  passkey?: boolean
  passkey_fault?: PasskeyFault | null
  /** How long WhatsApp gives the owner to sign; ten minutes unless said. */
  passkey_timeout_ms?: number
  /** A scanned code has to be shown anew with a fresh secret, in one of two forms; as the season has it unless said. */
  code_refresh?: CodeRefresh | null
  /** What a device hears that asks for a code to type for this number; null: the code is taken. */
  code_refusal?: CodeRefusal | null
  /** What is unusual when a code is typed. */
  code_fault?: CodeFault | null
  /** Switched off or without a network: what its linked devices ask of it waits until it is back. */
  away?: boolean
}

/** A code with which the server refuses, `silent` for no answer at all, or an answer without a reference. */
export type CodeRefusal = '400' | '403' | '404' | '428' | '429' | '500' | 'silent' | 'no_ref'

/** The phone says everything twice, or the server asks for another code without any of the keys. */
export type CodeFault = 'two_hellos' | 'refresh_code'

/**
 * `companion_reg_refresh` with a child of the same name, or with `pair-device-rotate-qr`; `late`: only when the device has
 * signed, when no code is of use any more.
 */
export type CodeRefresh = 'none' | 'refresh' | 'rotate' | 'late'

/** What goes wrong in the linking of an account with a passkey. */
export type PasskeyFault =
  | 'options_omitted'
  | 'two_requests'
  | 'refuse_ref'
  | 'refuse_prologue'
  | 'no_continuation'
  | 'refuse_nonce'
  | 'refuse_request'
  /** The request is taken, and the phone never says that the device is linked. */
  | 'no_link'

export interface PhoneInfo {
  number: string
  jid: string
  lid: string
  name: string
}

export interface PhoneDetails extends PhoneInfo, ProfileShown {
  banned: boolean
  has_lid: boolean
  lid_addressing: boolean
  hides_number: boolean
  username: string | null
  aliases: string[]
  passkey: boolean
  passkey_fault: PasskeyFault | null
  passkey_timeout_ms: number
  code_refresh: CodeRefresh | null
  code_refusal: CodeRefusal | null
  code_fault: CodeFault | null
  away: boolean
  auto_delivered: boolean
  auto_read: boolean
  auto_reply: string | null
  devices: { device: number; connected: boolean; queued: number; prekeys: number }[]
  sockets_open: number
  sockets_max: number
  logins: number
  pairings: number
  /** What others were last seen doing towards this phone. */
  presences: { number: string; state: string; at: number }[]
}

export interface LinkedDevice {
  jid: string
  device: number
}
