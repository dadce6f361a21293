import { createHash } from 'node:crypto'
import type { Chats } from './chats.ts'
import type { Device } from './device.ts'
import { createInbox, type Inbox } from './inbox.ts'
import { createSignalParty, type SignalParty } from './signal.ts'
import { createSocketCounters, type SocketCounters } from './sockets.ts'

/** What can be chosen when a phone is made, and changed later. */
export interface PhoneSettings {
  name: string
  /** Its messages come from its LID instead of its number. */
  lid_addressing: boolean
  auto_delivered: boolean
  auto_read: boolean
  auto_reply: string | null
  delivered_delay_ms: number
  read_delay_ms: number
}

/** An account, seen as the phone that owns it. A contact is nothing else. */
export interface Phone {
  readonly number: string
  readonly lid: string
  readonly settings: PhoneSettings
  readonly devices: Map<number, Device>
  readonly inbox: Inbox
  readonly chats: Chats
  /** Linked devices of anybody that asked for this phone's devices and hear of changes. */
  readonly watchers: Set<Device>
  /** What others were last seen doing towards this phone, by number. */
  readonly presences: Map<string, { state: string; at: number }>
  readonly counters: SocketCounters & { pairings: number }
  last_device: number
  last_key_index: number
  banned: boolean
  signal: SignalParty | null
}

export const DEFAULT_SETTINGS: PhoneSettings = {
  name: '',
  lid_addressing: false,
  auto_delivered: true,
  auto_read: false,
  auto_reply: null,
  delivered_delay_ms: 0,
  read_delay_ms: 0
}

export const createPhone = (number: string, settings: Partial<PhoneSettings> = {}): Phone => ({
  number,
  lid: lidOf(number),
  settings: { ...DEFAULT_SETTINGS, name: `Phone ${number.slice(-4)}`, ...settings },
  devices: new Map(),
  inbox: createInbox(),
  chats: new Map(),
  watchers: new Set(),
  presences: new Map(),
  counters: { ...createSocketCounters(), pairings: 0 },
  last_device: 0,
  last_key_index: 0,
  banned: false,
  signal: null
})

/** Keys are made when first needed, so that thousands of phones cost nothing until then. */
export const signalOf = (phone: Phone): SignalParty => {
  phone.signal ??= createSignalParty()
  return phone.signal
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
