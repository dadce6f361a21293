import type { Phone } from '../phones/phone.ts'
import type { SeenMessage } from '../types/types-kinds.ts'
import type { BinaryNode, proto } from '../wire/wire.ts'
import type { World } from '../world.ts'

/** Where a phone has a message from: the chat, and the stanza unless it came from another phone. */
export interface SeenIn {
  world: World
  phone: Phone
  /** Who has sent it. */
  from: string
  chat: string
  stanza: BinaryNode | null
}

export type Seen = Omit<SeenMessage, 'problem'>
export type Reader = (message: proto.IMessage, place: SeenIn) => Seen | string | undefined
