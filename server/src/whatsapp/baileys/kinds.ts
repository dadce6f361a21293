import { type BinaryNode, normalizeMessageContent, type proto } from 'baileys'
import {
  type InboundContent,
  isChangeContent,
  type KindName,
  type MessageContent,
  type ReceivedKindName,
  type References,
  type SentContent
} from '../../schemas/messages/kinds.ts'
import { button } from './kinds/answers.ts'
import { audio } from './kinds/audio.ts'
import { call } from './kinds/call.ts'
import type { Codec, Decoder, EncodeContext } from './kinds/codec.ts'
import { contacts } from './kinds/contacts.ts'
import { document } from './kinds/document.ts'
import { event } from './kinds/event.ts'
import { group_invite } from './kinds/group-invite.ts'
import { image } from './kinds/image.ts'
import { interactive } from './kinds/interactive.ts'
import { live_location } from './kinds/live-location.ts'
import { location } from './kinds/location.ts'
import { poll } from './kinds/poll.ts'
import { reaction } from './kinds/reaction.ts'
import { sticker } from './kinds/sticker.ts'
import { text } from './kinds/text.ts'
import { order, product } from './kinds/trade.ts'
import { video } from './kinds/video.ts'
import { encodeChange } from './messages/change-to-whatsapp.ts'
import type { MessageChange } from './messages/message-change.ts'
import { quoteInfo, withContext } from './messages/quote-to-whatsapp.ts'
import { stanzaMeta } from './messages/stanza.ts'

/** The codec of every kind in `schemas/messages/kinds.ts`, each asked in turn whether it can read a message. */
const codecs = {
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
} satisfies {
  [Name in KindName]: Codec<Name>
}

/** The decoder of every kind that is only received. */
const decoders = {
  live_location,
  product,
  order,
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
  if (isChangeContent(content)) return encodeChange(content, context)
  const { encode } = codecs[content.type] as Codec
  const vanishes = content.disappearing_seconds && content.type !== 'reaction'
  if (content.context || content.forwarding_score || vanishes)
    return encodeInContext(content, context)
  return encode(content, context)
}

const encodeInContext = async (
  {
    context: quote,
    quoted,
    forwarding_score,
    disappearing_seconds,
    disappearing_set_at_s,
    ...content
  }: SentContent & References,
  context: EncodeContext
): Promise<proto.IMessage> => {
  const message = await encodeContent(content as MessageContent, context)
  return withContext(message, {
    ...(quote && (await quoteInfo(quote, await encodeQuoted(quoted, context), context))),
    ...(disappearing_seconds && {
      expiration: disappearing_seconds,
      ...(disappearing_set_at_s && { ephemeralSettingTimestamp: disappearing_set_at_s })
    }),
    ...(forwarding_score && { isForwarded: true, forwardingScore: forwarding_score })
  })
}

/** The apps show what they have of the message that is quoted, so one that cannot be encoded stands for itself. */
const encodeQuoted = async (
  content: MessageContent['quoted'],
  context: EncodeContext
): Promise<proto.IMessage> => {
  const { encode, quoted } = (codecs[content?.type as KindName] ?? {}) as Partial<Codec>
  if (!content || !encode) return { conversation: '' }
  const said = content as unknown as SentContent
  return quoted ? quoted(said) : encode(said, context)
}

/** What stands in the stanza of such content beside the ciphertexts. */
export const besideContent = (content: MessageContent): BinaryNode[] => [
  ...stanzaMeta(content),
  ...(isChangeContent(content) ? [] : ((codecs[content.type] as Codec).beside?.() ?? []))
]

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
