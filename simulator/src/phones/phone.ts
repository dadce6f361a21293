import { createHash } from 'node:crypto'
import { type AppState, createAppState } from '../appstate/app-state.ts'
import { createLimits, type Limits } from '../limits/limits.ts'
import type { Chats } from '../messages/chats.ts'
import { createInbox, type Inbox } from '../messages/inbox.ts'
import type { OfflineQueue } from '../messages/offline-queue.ts'
import type { CodeFault, CodeRefresh, CodeRefusal, PasskeyFault } from '../types/types.ts'
import type { Overlap } from '../types/types-audit.ts'
import type { LoginRefusalReason } from '../types/types-limits.ts'
import type { Connection } from '../wire/connection.ts'
import { createSocketCounters, type SocketCounters } from '../wire/sockets.ts'
import type { Authenticator } from './authenticator.ts'
import { createProfile, type Profile } from './profile.ts'
import { createSignalParty, type SignalParty } from './signal.ts'

/** What can be chosen when a phone is made, and changed later. */
export interface PhoneSettings {
  name: string
  /** Messages for it go to its LID, and are refused with 463 when they name its number; nearly everybody has one. */
  has_lid: boolean
  /** Its messages come from its LID instead of its number. */
  lid_addressing: boolean
  /** What comes from its LID does not tell its number, as with people that are only known from a community. */
  hides_number: boolean
  /** What it is called by those who know it by LID. */
  username: string | null
  /** Other ways to write its number, which a look-up knows and nothing else. */
  aliases: string[]
  auto_delivered: boolean
  auto_read: boolean
  auto_reply: string | null
  delivered_delay_ms: number
  read_delay_ms: number
  /** How many of a chat's newest messages a new device gets at once; the rest it can ask for. */
  history_per_chat: number
  /** Larger parts of the history are files that Baileys fetches from mmg.whatsapp.net. */
  history_inline_max: number
  /** The account is protected by a passkey: its owner has to sign before a device is linked. */
  passkey: boolean
  passkey_fault: PasskeyFault | null
  /** How long the owner has to sign. */
  passkey_timeout_ms: number
  /** Whether a scanned code has to be shown anew with a fresh secret, and in which form that is asked; null: as the season has it. */
  code_refresh: CodeRefresh | null
  /** How a request for a code to type is refused, and what is unusual when one is typed. */
  code_refusal: CodeRefusal | null
  code_fault: CodeFault | null
  /** Switched off or without a network: what its linked devices ask of it waits. */
  away: boolean
}

/** Why an account may not log in, and until when where that ends by itself. */
export interface LoginRefusal {
  reason: LoginRefusalReason
  /** Of a temporary ban: what it is for. */
  code: string
  ends_at: number | null
}

/** An account, seen as the phone that owns it. A contact is nothing else. */
export interface Phone {
  readonly number: string
  readonly lid: string
  readonly settings: PhoneSettings
  readonly devices: Map<number, Device>
  readonly inbox: Inbox
  readonly chats: Chats
  readonly profile: Profile
  /** Linked devices of anybody that asked for this phone's devices and hear of changes. */
  readonly watchers: Set<Device>
  /** What others were last seen doing towards this phone, by number. */
  readonly presences: Map<string, { state: string; at: number }>
  readonly counters: SocketCounters & { pairings: number }
  last_device: number
  last_key_index: number
  login_refusal: LoginRefusal | null
  /** Numbers that have written to it, or were written to by it. */
  readonly met: Set<string>
  readonly limits: Limits
  authenticator: Authenticator | null
  /** What it shows of the newest linking with its passkey. */
  ceremony: { readonly code: string | null; readonly proven: boolean } | null
  /** What its linked devices have asked while it was away. */
  readonly asked: { device: Device; id: string; plaintext: Uint8Array }[]
  signal: SignalParty | null
  app_state: AppState | null
}

export interface PublicPrekey {
  id: number
  value: Buffer
}

/** A linked device (companion) of a phone, as the server knows it. */
export interface Device {
  readonly phone: Phone
  readonly id: number
  readonly key_index: number
  readonly noise_public: Buffer
  readonly identity: Buffer
  registration_id: number
  signed_prekey: PublicPrekey & { signature: Buffer }
  prekeys: PublicPrekey[]
  /** The identity both sides signed; it travels with every first message. */
  readonly signed_identity: Buffer
  readonly queue: OfflineQueue
  readonly sockets: SocketCounters
  /** Times at which two of its sockets were open at once; the newest. */
  readonly overlaps: Overlap[]
  connection: Connection | null
  /** True from the client's `active` on: stanzas go out at once instead of into the queue only. */
  active: boolean
  linked: boolean
  /** History is pushed once in the life of a link. */
  history_sent: boolean
  /** What the account has changed and the client has not said `clean` to yet, with the time. */
  readonly dirty: Map<string, number>
}

export const DEFAULT_SETTINGS: PhoneSettings = {
  name: '',
  has_lid: true,
  lid_addressing: false,
  hides_number: false,
  username: null,
  aliases: [],
  auto_delivered: true,
  auto_read: false,
  auto_reply: null,
  delivered_delay_ms: 0,
  read_delay_ms: 0,
  history_per_chat: 100,
  history_inline_max: 512 * 1024,
  passkey: false,
  passkey_fault: null,
  code_refresh: null,
  code_refusal: null,
  code_fault: null,
  passkey_timeout_ms: 600_000,
  away: false
}

export const createPhone = (number: string, settings: Partial<PhoneSettings> = {}): Phone => ({
  number,
  lid: lidOf(number),
  settings: { ...DEFAULT_SETTINGS, name: `Phone ${number.slice(-4)}`, ...settings },
  devices: new Map(),
  inbox: createInbox(),
  chats: new Map(),
  profile: createProfile(),
  watchers: new Set(),
  presences: new Map(),
  counters: { ...createSocketCounters(), pairings: 0 },
  last_device: 0,
  last_key_index: 0,
  login_refusal: null,
  met: new Set(),
  limits: createLimits(),
  authenticator: null,
  ceremony: null,
  asked: [],
  signal: null,
  app_state: null
})

/** Keys are made when first needed, so that thousands of phones cost nothing until then. */
export const signalOf = (phone: Phone): SignalParty => {
  phone.signal ??= createSignalParty()
  return phone.signal
}

/** The settings of the phone's chats, and the key to them. */
export const appStateOf = (phone: Phone): AppState => {
  phone.app_state ??= createAppState()
  return phone.app_state
}

/** Device 99 means "hosted" to clients, and a number has one byte on the wire. */
export const nextDeviceId = (phone: Phone): number => {
  const DEVICE_MAX = 250
  for (let step = 1; step <= DEVICE_MAX; step += 1) {
    const id = ((phone.last_device + step - 1) % DEVICE_MAX) + 1
    if (id !== 99 && !phone.devices.has(id)) {
      phone.last_device = id
      return id
    }
  }
  throw new Error('the phone has no free device number')
}

/** A LID has nothing of the number in it, but is the same for the number every time. */
const lidOf = (number: string): string => {
  const hash = createHash('sha256').update(`lid ${number}`).digest()
  return `1${String(hash.readBigUInt64BE(0) % 10n ** 14n).padStart(14, '0')}`
}
