import { type BinaryNode, normalizeMessageContent, type proto } from 'baileys'
import type { Quote } from '../../domain/quote.ts'
import type {
  InboundContent,
  KindName,
  MessageContent,
  ReceivedKindName
} from '../../schemas/messages/kinds.ts'
import { button, interactive } from './kinds/answers.ts'
import { call } from './kinds/call.ts'
import type { Codec, Decoder, EncodeContext } from './kinds/codec.ts'
import { contacts } from './kinds/contacts.ts'
import { event } from './kinds/event.ts'
import { group_invite } from './kinds/group-invite.ts'
import { live_location } from './kinds/live-location.ts'
import { location } from './kinds/location.ts'
import { poll } from './kinds/poll.ts'
import { reaction } from './kinds/reaction.ts'
import { text } from './kinds/text.ts'
import { order, product } from './kinds/trade.ts'
import type { MessageChange } from './messages/change-in-message.ts'
import { withQuote } from './messages/quote-to-whatsapp.ts'

/** The codec of every kind in `schemas/messages/kinds.ts`, each asked in turn whether it can read a message. */
const codecs = {
  text,
  location,
  reaction,
  contacts,
  group_invite,
  poll,
  event
} satisfies {
  [Name in KindName]: Codec<Name>
}

/** The decoder of every kind that is only received. */
const decoders = {
  live_location,
  product,
  order,
  interactive,
  button,
  call
} satisfies {
  [Name in Exclude<ReceivedKindName, 'unsupported'>]: Decoder<Name>
}

/** Names the kinds that this version reads. */
export const known_kinds = Object.keys({ ...codecs, ...decoders }).join()

/** The message as WhatsApp encodes it. */
export const encodeContent = (
  content: MessageContent,
  context: EncodeContext
): proto.IMessage | Promise<proto.IMessage> => {
  const { encode } = codecs[content.type] as Codec
  return content.context ? encodeReply(content, content.context, context) : encode(content, context)
}

const encodeReply = async (
  { context: _, quoted, ...content }: MessageContent,
  quote: Quote,
  context: EncodeContext
): Promise<proto.IMessage> => {
  const [message, quotedMessage] = await Promise.all([
    encodeContent(content as MessageContent, context),
    encodeQuoted(quoted, context)
  ])
  return withQuote(message, quote, quotedMessage, context)
}

/** The apps show what they have of the message that is quoted, so one that cannot be encoded stands for itself. */
const encodeQuoted = async (
  content: MessageContent['quoted'],
  context: EncodeContext
): Promise<proto.IMessage> => {
  const { encode, quoted } = (codecs[content?.type as KindName] ?? {}) as Partial<Codec>
  if (!content || !encode) return { conversation: '' }
  return quoted ? quoted(content as MessageContent) : encode(content as MessageContent, context)
}

/** What stands in the stanza of such content beside the ciphertexts. */
export const besideContent = ({ type }: MessageContent): BinaryNode[] =>
  (codecs[type] as Codec).beside ?? []

/** What the message says, or what it says about another one; null when no kind here is able to read it. */
export const decodeContent = (
  message: proto.IMessage,
  known: Pick<Codec, 'decode'>[] = [...Object.values(codecs), ...Object.values(decoders)]
): InboundContent | MessageChange | null => {
  const inner = normalizeMessageContent(message) ?? message
  for (const { decode } of known) {
    const decoded = decode(inner)
    if (decoded) return decoded
  }
  return null
}
