import type { Group } from '../groups/groups.ts'
import type { Device } from '../phones/phone.ts'
import type { Addressing } from '../wire/jid.ts'
import type { BinaryNode } from '../wire/wire.ts'

/** What a phone was given of one stanza. */
export interface Arrival {
  sender: Device
  stanza: BinaryNode
  /** One, or in a group the key of the sender and then the message. */
  encs: BinaryNode[]
  addressing: Addressing
  group: Group | null
  /** Whether it is a post of a status. */
  posted?: true
}
