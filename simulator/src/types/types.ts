import type { AuditCalls } from './types-audit.ts'
import type { ChannelCalls } from './types-channels.ts'
import type { ChatCalls } from './types-chats.ts'
import type { EditCalls } from './types-edits.ts'
import type { ExtraCalls } from './types-extras.ts'
import type { FaultInput, FaultReport } from './types-faults.ts'
import type { GroupCalls } from './types-groups.ts'
import type {
  KindCalls,
  ReceivedLocation,
  ReceivedQuote,
  ReceivedReaction,
  SeenMessage
} from './types-kinds.ts'
import type { LimitCalls } from './types-limits.ts'
import type { LinkingCalls } from './types-linking.ts'
import type { MediaCalls, ReceivedMedia } from './types-media.ts'
import type { PhoneDetails, PhoneInfo, PhoneOptions } from './types-phones.ts'
import type { ProfileCalls } from './types-profile.ts'
import type { RingCalls } from './types-rings.ts'
import type { SimulatorStats } from './types-stats.ts'

export type * from './types-audit.ts'
export type * from './types-channels.ts'
export type * from './types-chats.ts'
export type * from './types-edits.ts'
export type * from './types-extras.ts'
export type * from './types-faults.ts'
export type * from './types-groups.ts'
export type * from './types-kinds.ts'
export type * from './types-limits.ts'
export type * from './types-linking.ts'
export type * from './types-media.ts'
export type * from './types-phones.ts'
export type * from './types-profile.ts'
export type * from './types-rings.ts'
export type * from './types-stats.ts'

/** The shapes of the control interface, for the client and for who programs against it. */
export interface SimulatorInfo {
  ws_url: string
  /** The certificate root in hex, to stand in for WhatsApp's own. */
  root_key: string
  /** The media server, and the path of the certificate authority (PEM) to trust there. */
  media_url: string
  media_ca: string
  /** The website that tells the newest version of WhatsApp Web. */
  web_url: string
  control_url: string
}

export interface SayInput {
  /** A number, a group, or `status@broadcast` for a status. */
  to: string
  /** Of a status: who may see it. */
  people?: string[]
  text: string
  count?: number
  ids?: string[]
  /** Attributes of the stanza that are other than usual; only to a person. */
  attrs?: Record<string, string>
}

/** A stanza as it is sent; a text stands for its bytes. */
export interface StanzaInput {
  tag: string
  attrs?: Record<string, string>
  content?: StanzaInput[] | string
}

export interface Received {
  seq: number
  id: string
  from: string
  chat: string
  kind: string
  text: string
  /** Of messages with a file. */
  media?: ReceivedMedia
  location?: ReceivedLocation
  reaction?: ReceivedReaction
  quote?: ReceivedQuote
  /** How often it was forwarded, where it says so. */
  forwarded?: number
  /** Of other kinds, and of texts that mention people or show a preview. */
  seen?: SeenMessage
  copies: number
  raw_copies: number
  at: string
}

export interface ReceivedList {
  total: number
  messages: Received[]
}

export interface WaitReceived {
  id?: string
  text?: string
  /** How many messages must match; one unless said otherwise. */
  count?: number
  from?: string
  timeout_ms?: number
}

export interface SentStatus {
  deliveries: {
    number: string
    device: number
    delivered: boolean
    read: boolean
    played: boolean
    redelivered: number
    retries: number
    nack: string | null
  }[]
}

export interface Disconnect {
  /**
   * `deaf`: this connection stays open and answers pings of the transport, and says nothing more, whatever comes in either
   * direction. `deaf_but_for_pings`: it answers the keep-alive pings of WhatsApp's protocol besides.
   */
  how: 'drop' | 'half_open' | 'stream_error' | 'conflict' | 'deaf' | 'deaf_but_for_pings'
  /** The code of a stream error. */
  code?: number
  /** One device; all of them unless said. */
  device?: number
}

export interface SimulatorOptions {
  port?: number
  control_port?: number
  media_port?: number
  /** 32 bytes in hex; the same seed gives the same root key. */
  seed?: string
  /** A directory in which the seed is kept from one start to the next. */
  data?: string
  /** Numbers with this prefix exist as soon as somebody asks for them. */
  auto_phones?: string | null
  received_max?: number
  media_bytes_max?: number
  qr_first_ms?: number
  qr_next_ms?: number
  /** Does what WhatsApp does since the autumn of 2026; off unless said. */
  autumn?: boolean
  /** A client that leaves a stanza unacknowledged for so long is hung up on; 45 s unless said. */
  ack_within_ms?: number
}

/** Every method is one HTTP call. */
export interface SimulatorClient
  extends AuditCalls,
    ChannelCalls,
    GroupCalls,
    LimitCalls,
    ChatCalls,
    ProfileCalls,
    MediaCalls,
    ExtraCalls,
    RingCalls,
    LinkingCalls,
    EditCalls,
    KindCalls {
  createPhone(options?: PhoneOptions): Promise<PhoneInfo>
  createPhones(count: number, options?: Omit<PhoneOptions, 'number'>): Promise<PhoneInfo[]>
  updatePhone(number: string, patch: Omit<PhoneOptions, 'number'>): Promise<PhoneDetails>
  phone(number: string): Promise<PhoneDetails>
  say(number: string, input: SayInput): Promise<{ ids: string[] }>
  sayMany(list: (SayInput & { number: string })[]): Promise<{ ids: string[][] }>
  received(
    number: string,
    query?: { from?: string; after?: number; limit?: number }
  ): Promise<ReceivedList>
  waitReceived(number: string, query?: WaitReceived): Promise<ReceivedList>
  read(number: string, input: { chat: string; ids?: string[] }): Promise<{ ids: string[] }>
  played(number: string, input: { chat: string; ids: string[] }): Promise<{ ids: string[] }>
  delivered(number: string, input: { chat: string; ids?: string[] }): Promise<{ ids: string[] }>
  sentStatus(number: string, id: string): Promise<SentStatus>
  typing(number: string, input: { to: string; state: string }): Promise<void>
  presence(number: string, input: { to: string; state: string }): Promise<void>
  disconnect(number: string, input: Disconnect): Promise<{ disconnected: number }>
  logout(number: string, input?: { device?: number }): Promise<{ removed: number }>
  /** Sends any stanza to the linked devices of an account that are there now, and forgets it. */
  sendStanza(number: string, stanza: StanzaInput): Promise<{ sent: number }>
  /** `failure 406` now and at every login. */
  ban(number: string, input?: { banned?: boolean }): Promise<void>
  /** The phone loses its Signal sessions, as after a reinstallation. */
  forgetSessions(number: string): Promise<void>
  /** The app is installed anew: another identity, no keys, no linked devices. Those who know it hear of it. */
  reinstall(number: string): Promise<void>
  setFaults(input: FaultInput): Promise<void>
  /** Ends the faults of a number, or all, and releases the receipts they kept back. */
  clearFaults(input?: { number?: string }): Promise<void>
  /** What is set, and how often each fault has happened. */
  faults(input?: { number?: string }): Promise<FaultReport>
  /** Sends the receipts that `withhold_receipts` and `reorder_receipts` kept back, in their order. */
  releaseReceipts(input?: { number?: string }): Promise<{ released: number }>
  setAutoPhones(input: { prefix: string | null }): Promise<void>
  stats(): Promise<SimulatorStats>
  /** Removes every phone, device and connection, and sets the counts to nothing. */
  reset(): Promise<void>
}
