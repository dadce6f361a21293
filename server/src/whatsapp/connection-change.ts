import type { NewChatsStatus } from '../domain/limits.ts'
import type { PasskeyOptions } from '../domain/passkey.ts'

/** What null says is not known is left as it was. */
export type ConnectionChange =
  | { type: 'qr'; qr: string; expires_at: Date }
  /** WhatsApp has taken a code that can be typed on the phone of this number. It ends with the connection. */
  | { type: 'pairing_offered'; phone_number: string; expires_at: Date }
  | PasskeyChange
  /** Somebody has scanned a code: the session has an account, for the first time. */
  | { type: 'linked'; jid: string; lid: string | null; platform: string | null }
  | { type: 'connected'; jid: string; lid: string | null; push_name: string | null }
  /** The account has another name than it had. */
  | { type: 'named'; push_name: string }
  /** What comes still comes, long after the login. */
  | { type: 'hears' }
  /** What WhatsApp says of the limits of the account. A member that is absent is as it was. */
  | {
      type: 'limits'
      time_lock?: { active: boolean; until: Date | null; reason: string | null }
      new_chats?: {
        status: NewChatsStatus
        used: number | null
        total: number | null
        until: Date | null
      }
    }
  /** `until`: when WhatsApp lets the account in again, where it says so. */
  | { type: 'closed'; reason: CloseReason; detail: string; until?: Date }

export type ConnectionClosed = Extract<ConnectionChange, { type: 'closed' }>

/** The steps of linking a number that is protected by a passkey, which begin when a code is scanned or typed. */
export type PasskeyChange =
  /** The owner has to sign. Told again when WhatsApp wants something else to be signed. */
  | { type: 'passkey_required'; options: PasskeyOptions; expires_at: Date }
  /** The signature is taken; the phone is asked. */
  | { type: 'passkey_signed'; expires_at: Date }
  /** The phone shows the same code. `confirm`: a person has to compare the two before the device is linked. */
  | { type: 'passkey_code'; code: string; confirm: boolean; expires_at: Date }
  /** Nobody has to compare codes any more; the phone is about to vouch for this device. */
  | { type: 'passkey_confirmed'; expires_at: Date }

/** Why a connection ended, as far as it decides what happens next. */
export type CloseReason =
  | 'restart_required'
  | 'lost'
  /** It was open, and nothing came through it any more. */
  | 'silent'
  | 'refused'
  /** There is no way to WhatsApp through the proxy. */
  | 'proxy_unreachable'
  | 'proxy_refused'
  | 'proxy_not_allowed'
  /** The version presented is too old; the link stays valid. */
  | 'client_outdated'
  /** WhatsApp does not take what this client says it is; the link stays valid. */
  | 'agent_refused'
  | 'replaced'
  | 'logged_out'
  | 'banned'
  /** Not for good: the link stays valid. */
  | 'temporarily_banned'
  /** The owner has to do something in WhatsApp on the phone; the link stays valid. */
  | 'locked'
  | 'qr_expired'
  /** A number with a passkey was not linked; nothing of it is left. */
  | 'passkey_expired'
  | 'passkey_refused'
  | 'passkey_no_continuation'
  | 'passkey_not_confirmed'
  | 'passkey_no_answer'
  | 'closed_by_us'
