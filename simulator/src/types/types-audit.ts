import type { FaultSettings } from './types-faults.ts'

export interface AuditInput {
  /** Only what concerns this number; everything unless said. */
  number?: string
  /** How many entries each list has at most; the newest stay. */
  limit?: number
}

/**
 * What became of every message, as far as the bounds of the logs reach. A run is sound when
 * `shown_again` and `unacknowledged` are empty, `shown` is 1 everywhere and `sockets_max` 1.
 */
export interface Audit {
  /** Ids that the server took from clients. */
  accepted: number
  /** Ids it took more than once: somebody sent them again, which nobody should notice. */
  accepted_again: AcceptedAgain[]
  /** Texts that one sender's devices brought into one chat under several ids: seen several times. */
  shown_again: ShownAgain[]
  /** Per sender and chat: ids in the order in which the server first took them from clients. */
  sent: SentList[]
  /** Per phone and chat: what its owner saw, in the order in which it first came to be seen. */
  chats: ShownChat[]
  /** Messages to linked devices that were never answered, neither by a receipt nor by a refusal. */
  unacknowledged: Unacknowledged[]
  /**
   * Messages that a linked device refused and did not read later. Code 487 for one that was sent
   * again means it had used the keys before: most likely it has the message.
   */
  refused: RefusedMessage[]
  sockets: DeviceSockets[]
}

export interface AcceptedAgain {
  id: string
  from: string
  to: string
  times: number
  recipients: {
    number: string
    /** How often it was decrypted, and how many ciphertexts came. */
    copies: number
    raw_copies: number
    /** How often a person saw it: once if at all, for a phone knows the id. */
    shown: number
  }[]
}

export interface ShownAgain {
  number: string
  chat: string
  from: string
  text: string
  ids: string[]
}

export interface SentList {
  from: string
  to: string
  total: number
  ids: string[]
}

export interface ShownChat {
  number: string
  chat: string
  total: number
  messages: { id: string; from: string; text: string }[]
}

export interface Unacknowledged {
  number: string
  device: number
  id: string
  from: string
  /** How often it was put on the wire. */
  sent: number
}

export interface RefusedMessage extends Unacknowledged {
  /** The code with which the device refused it. */
  nack: string
}

export interface DeviceSockets {
  number: string
  device: number
  sockets_open: number
  /** The most there were at the same time; half-open ones don't count. */
  sockets_max: number
  logins: number
  /** When two were there at the same time, and which; the newest 20. */
  overlaps: Overlap[]
}

export interface Overlap {
  at: string
  /** Until one of the two was closed; null while both are there. */
  for_ms: number | null
  /** The one that was there, and the one that came. */
  sockets: OverlappingSocket[]
  /** The faults that were set for the number then. */
  faults: Partial<FaultSettings>
}

export interface OverlappingSocket {
  /** The number of the connection, counted by the simulator. */
  connection: number
  remote_port: number
  /** What the client calls itself: `x-client`, its user agent, or the address it asked for. */
  client: string
  opened_at: string
}

export interface AuditCalls {
  /** What was doubled, lost or out of order in the whole world, or around one number. */
  audit(input?: AuditInput): Promise<Audit>
  /** How the messages that the server took from an account's linked devices were addressed, in their order. */
  sentAddresses(number: string, input?: { limit?: number }): Promise<SentAddresses>
}

export interface SentAddresses {
  addresses: {
    id: string
    /** The address that the stanza named last, and its `peer_recipient_pn`. */
    address: string
    number_beside: string | null
    /** The privacy token of the receiver that came with it, in hex. */
    token: string | null
    times: number
  }[]
}
