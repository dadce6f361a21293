import { type Channels, createChannels } from './channels/channels.ts'
import { createFaults, type Faults } from './control/faults.ts'
import { createStats, type Stats } from './control/stats.ts'
import type { Extra } from './extras.ts'
import { createGroups, type Groups } from './groups/groups.ts'
import { BoundedMap } from './lib/bounded-map.ts'
import { createMedia, type Media } from './media/media.ts'
import { type AcceptedLog, createAcceptedLog } from './messages/accepted.ts'
import { type ChatLog, createChatLog } from './messages/chats.ts'
import { createReceivedLog, type ReceivedLog } from './messages/inbox.ts'
import type { SentMessage } from './messages/sent.ts'
import { createPairings, type Pairings } from './phones/pairing-refs.ts'
import { createPhone, type Device, type Phone, type PhoneSettings } from './phones/phone.ts'
import type { PhoneCall } from './phones/phone-call.ts'
import type { Season } from './season.ts'
import type { Certificates } from './wire/certificate.ts'
import type { Connection } from './wire/connection.ts'
import { type Jid, parseJid } from './wire/jid.ts'

export interface WorldOptions {
  /** Numbers with this prefix exist as soon as somebody asks for them. */
  auto_phones: string | null
  phones_max: number
  /** Messages remembered over all phones; the oldest go first. */
  received_max: number
  sent_max: number
  /** Uploaded files kept, in bytes; the oldest go first. */
  media_bytes_max: number
  /** How long the first QR reference lives, and each later one. */
  qr_first_ms: number
  qr_next_ms: number
  /** A client that leaves a stanza unacknowledged for so long is hung up on. */
  ack_within_ms: number
}

export const DEFAULT_OPTIONS: WorldOptions = {
  auto_phones: null,
  phones_max: 200_000,
  received_max: 200_000,
  sent_max: 200_000,
  media_bytes_max: 256 * 1024 * 1024,
  qr_first_ms: 60_000,
  qr_next_ms: 20_000,
  ack_within_ms: 45_000
}

/** Everything that is true in this little WhatsApp. Functions over it live in the other files. */
export interface World {
  readonly options: WorldOptions
  readonly certificates: Certificates
  readonly season: Season
  readonly phones: Map<string, Phone>
  readonly phones_by_lid: Map<string, Phone>
  /** By other ways to write their numbers. */
  readonly phones_by_alias: Map<string, Phone>
  readonly devices_by_noise: Map<string, Device>
  readonly groups: Groups
  readonly channels: Channels
  readonly connections: Set<Connection>
  /** Which device has logged in on a connection. */
  readonly devices_by_connection: WeakMap<Connection, Device>
  readonly timers: Set<NodeJS.Timeout>
  pairings: Pairings
  received: ReceivedLog
  sent: BoundedMap<string, SentMessage>
  readonly accepted: AcceptedLog
  chat_log: ChatLog
  readonly media: Media
  stats: Stats
  faults: Faults
  readonly left_out: Set<Extra>
  readonly calls: BoundedMap<string, PhoneCall>
  next_id: number
}

export const createWorld = (
  options: WorldOptions,
  certificates: Certificates,
  season: Season
): World => ({
  options,
  certificates,
  season,
  phones: new Map(),
  phones_by_lid: new Map(),
  phones_by_alias: new Map(),
  devices_by_noise: new Map(),
  groups: createGroups(),
  channels: createChannels(),
  connections: new Set(),
  devices_by_connection: new WeakMap(),
  timers: new Set(),
  pairings: createPairings(),
  received: createReceivedLog(options.received_max),
  sent: new BoundedMap(options.sent_max),
  accepted: createAcceptedLog(),
  chat_log: createChatLog(),
  media: createMedia(options.media_bytes_max),
  stats: createStats(),
  faults: createFaults(),
  left_out: new Set(),
  calls: new BoundedMap(1000),
  next_id: 1
})

/** An id for something the server itself says. */
export const serverId = (world: World): string => `${world.next_id++}.sim`

export const addPhone = (
  world: World,
  number: string,
  settings: Partial<PhoneSettings> = {}
): Phone => {
  if (world.phones.size >= world.options.phones_max) {
    throw new Error(`there are ${world.phones.size} phones already, and no more are allowed`)
  }
  const phone = createPhone(number, settings)
  world.phones.set(number, phone)
  world.phones_by_lid.set(phone.lid, phone)
  for (const alias of phone.settings.aliases) world.phones_by_alias.set(alias, phone)
  return phone
}

/** Finds a phone by its number, or makes it where numbers exist by themselves. */
export const phoneByNumber = (world: World, number: string): Phone | null => {
  const known = world.phones.get(number)
  if (known) return known
  const prefix = world.options.auto_phones
  const may_exist = prefix !== null && number.startsWith(prefix) && /^\d{7,15}$/.test(number)
  return may_exist && world.phones.size < world.options.phones_max ? addPhone(world, number) : null
}

export const phoneByJid = (world: World, jid: Jid | null): Phone | null => {
  if (!jid) return null
  if (jid.server === 'lid') {
    const phone = world.phones_by_lid.get(jid.user)
    return phone?.settings.has_lid ? phone : null
  }
  if (jid.server === 's.whatsapp.net' || jid.server === 'c.us')
    return phoneByNumber(world, jid.user)
  return null
}

export const phoneByJidText = (world: World, text: string | undefined): Phone | null =>
  phoneByJid(world, parseJid(text))

/**
 * Runs later, unless it is cancelled or the simulator stops before. Without a delay it runs at
 * once. Returns the way to cancel it.
 */
export const runLater = (world: World, delay_ms: number, work: () => void): (() => void) => {
  if (delay_ms <= 0) {
    work()
    return () => undefined
  }
  const timer = setTimeout(() => {
    world.timers.delete(timer)
    work()
  }, delay_ms)
  world.timers.add(timer)
  return () => {
    clearTimeout(timer)
    world.timers.delete(timer)
  }
}

export const clearTimers = (world: World): void => {
  for (const timer of world.timers) clearTimeout(timer)
  world.timers.clear()
}

/** Where a stanza for this device may be sent right now, if anywhere. */
export const liveConnection = (device: Device): Connection | null =>
  device.active ? device.connection : null
