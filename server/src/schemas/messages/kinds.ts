import type { z } from 'zod'
import { text } from './kinds/text.ts'

/** Every kind of message. A new one is a file in `kinds/`, one in `whatsapp/baileys/kinds/`, and a line in each list. */
export const kinds = [text] as const

type Kinds = (typeof kinds)[number]
export type KindName = Kinds['type']

type ContentOf<K extends Kinds, Part extends 'sent' | 'shown'> = K extends Kinds
  ? { type: K['type'] } & { [T in K['type']]: z.output<K[Part]> }
  : never

/** Content to be sent: `type` names the member that holds it. */
export type MessageContent = ContentOf<Kinds, 'sent'>

/** Content that arrived. What is not understood yet is kept as `unsupported`, with the names of its members. */
export type InboundContent =
  | ContentOf<Kinds, 'shown'>
  | { type: 'unsupported'; unsupported: { kinds: string[] } }
