import type { OfflineQueue } from '../messages/offline-queue.ts'
import type { Overlap } from '../types/types-audit.ts'
import type { Connection } from '../wire/connection.ts'
import type { SocketCounters } from '../wire/sockets.ts'
import type { Phone } from './phone.ts'

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
