import { z } from 'zod'
import type { ReceivedFile } from '../../domain/file-reference.ts'
import type { Quote } from '../../domain/quote.ts'
import type { StatusLook, StatusPost } from '../../domain/status.ts'
import { type ChangeContent, change_kinds } from './changes.ts'
import { button } from './kinds/answers.ts'
import { audio } from './kinds/audio.ts'
import { call } from './kinds/call.ts'
import { contacts } from './kinds/contacts.ts'
import { document } from './kinds/document.ts'
import { event } from './kinds/event.ts'
import { group_invite } from './kinds/group-invite.ts'
import { image } from './kinds/image.ts'
import { interactive } from './kinds/interactive.ts'
import type { Kind } from './kinds/kind.ts'
import { live_location } from './kinds/live-location.ts'
import { location } from './kinds/location.ts'
import { poll } from './kinds/poll.ts'
import { reaction } from './kinds/reaction.ts'
import { sticker } from './kinds/sticker.ts'
import { text } from './kinds/text.ts'
import { order, product } from './kinds/trade.ts'
import { unsupported } from './kinds/unsupported.ts'
import { video } from './kinds/video.ts'

/** Every kind of message. A new one is a file in `kinds/`, one in `whatsapp/baileys/kinds/`, and a line in each list. */
export const kinds = [
  text,
  image,
  video,
  audio,
  document,
  sticker,
  location,
  reaction,
  contacts,
  group_invite,
  poll,
  event,
  interactive
] as const

/** What people send and callers cannot. */
export const received_kinds = [live_location, product, order, button, call, unsupported] as const

type Kinds = (typeof kinds)[number]
type ReceivedKinds = (typeof received_kinds)[number]
export type KindName = Kinds['type']
export type ReceivedKindName = ReceivedKinds['type']

type Sent<K extends Kinds> = K extends Kinds
  ? { type: K['type'] } & { [T in K['type']]: z.output<K['sent']> }
  : never
type Shown<K extends Kinds | ReceivedKinds> = K extends Kinds | ReceivedKinds
  ? { type: K['type'] } & { [T in K['type']]: z.output<K['shown']> }
  : never

/** Content to be sent: `type` names the member that holds it. */
export type SentContent = Sent<Kinds>

/** The same, with the other messages that it names. */
export type MessageContent = (SentContent | ChangeContent) & References

/** What is kept of other messages with one that names them. */
export type References = {
  /** How often it has been forwarded, as far as WhatsApp's apps count. */
  forwarding_score?: number
  /** How long it stays in its chat, as that is when it is sent. */
  disappearing_seconds?: number
  /** When that was set, in seconds since 1970. */
  disappearing_set_at_s?: number
  target?: MessageTarget
  /** Of a status, and of its deletion: who may see it. */
  post?: StatusPost
  /** Of an edited caption: the type of its message. */
  captioned?: string
  /** The message it quotes, and what that says; the latter is not shown. */
  context?: Quote
  quoted?: { type: string; [member: string]: unknown }
  /** The messages that were read. */
  receipts?: ReceiptTarget[]
}

/** A message whose sender is told that it was read. */
export type ReceiptTarget = { whatsapp_id: string; sender_id: string | null }

/** A text as callers give it. */
export type MessageText = z.output<typeof text.sent>

/** The message that another one is about, as WhatsApp names it; kept with the content and not shown. */
export type MessageTarget = { whatsapp_id: string; from_me: boolean; sender_id: string | null }

const changing = new Set<string>(change_kinds.map((kind) => kind.type))

/** Whether it only changes another message. */
export const isChangeContent = (content: MessageContent): content is ChangeContent & References =>
  changing.has(content.type)

/** Content that arrived; with a file, where that is and what opens it, which is kept apart and not shown. */
export type InboundContent = Shown<Kinds | ReceivedKinds> & {
  file?: ReceivedFile
  /** Of a status: how it looks. */
  look?: StatusLook
}

/** The members that hold contents in an answer or an event: one of them, under the name of the message's type. */
export const shown_members = Object.fromEntries(
  [...kinds, ...received_kinds, ...change_kinds].map(({ type, shown, description }) => [
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

/** Whether callers send messages of this type. */
export const isSendable = (type: string): boolean => by_type.has(type)

/** Whether this version can send what waits under this type: a newer one may have accepted more. */
export const canSend = (type: string): boolean => by_type.has(type) || changing.has(type)

const by_type = new Map<string, Kind>(kinds.map((kind) => [kind.type, kind as unknown as Kind]))

/** Why content of this kind cannot be sent in this chat, and the member that says so; null: it can. */
export const whyUnfit = (content: SentContent | ChangeContent, chat_id: string) =>
  by_type.get(content.type)?.unfit?.(content[content.type as never], chat_id) ?? null
