import { z } from 'zod'
import { location } from './kinds/location.ts'
import { reaction } from './kinds/reaction.ts'
import { text } from './kinds/text.ts'

/** Every kind of message. A new one is a file in `kinds/`, one in `whatsapp/baileys/kinds/`, and a line in each list. */
export const kinds = [text, location, reaction] as const

type Kinds = (typeof kinds)[number]
export type KindName = Kinds['type']

type ContentOf<K extends Kinds, Part extends 'sent' | 'shown'> = K extends Kinds
  ? { type: K['type'] } & { [T in K['type']]: z.output<K[Part]> }
  : never

/** Content to be sent: `type` names the member that holds it. */
export type MessageContent = ContentOf<Kinds, 'sent'> & { target?: MessageTarget }

/** The message that another one is about, as WhatsApp names it; kept with the content and not shown. */
export type MessageTarget = { whatsapp_id: string; from_me: boolean; sender_id: string | null }

/** Content that arrived. */
export type InboundContent =
  | ContentOf<Kinds, 'shown'>
  | { type: 'unsupported'; unsupported: z.output<typeof unsupported.shown> }

const unsupported = {
  type: 'unsupported',
  description: 'Content of a kind that is not understood yet; it is received, and never sent.',
  shown: z.object({
    kinds: z.array(z.string()).describe('The names that WhatsApp has for what is in it.')
  })
} as const

/** The members that hold contents in an answer or an event: one of them, under the name of the message's type. */
export const shown_members = Object.fromEntries(
  [...kinds, unsupported].map(({ type, shown, description }) => [
    type,
    shown.optional().describe(description)
  ])
)

/** What a caller gives for each kind: the members of `envelope`, and the content under the name of its type. */
export const bodiesOf = <Envelope extends z.ZodRawShape>(envelope: Envelope) =>
  kinds.map(({ type, sent, description, example }) =>
    z.strictObject({
      ...envelope,
      type: z.literal(type),
      [type]: sent.describe(description).meta({ examples: [example] })
    })
  )
