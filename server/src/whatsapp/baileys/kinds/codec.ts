import type { BinaryNode, proto } from 'baileys'
import type { SentFile } from '../../../domain/file-reference.ts'
import type {
  InboundContent,
  KindName,
  MessageTarget,
  ReceivedKindName,
  References,
  SentContent
} from '../../../schemas/messages/kinds.ts'
import type { Own } from '../addresses/jid.ts'
import type { MessageChange } from '../messages/message-change.ts'

/** What an encoder may need to know besides the content. */
export type EncodeContext = {
  /** Whom it is sent to, as WhatsApp addresses them. */
  to: string
  /** The LID of a person who is named by the JID of the number; null where none is known. */
  lidOf(jid: string): Promise<string | null>
  own(): Own
  /** The secret of the message, with which people seal what they answer to it; the same each time it is encoded. */
  secret(): Uint8Array
  /** The secret of another message of the chat; null: it came without one. */
  secretOf(message: MessageTarget): Promise<Uint8Array | null>
  /** The file of a kind that has one. */
  file?: SentFile | undefined
}

/** How one kind of message looks at WhatsApp. */
export type Codec<Name extends KindName = KindName> = {
  type: Name
  encode(
    content: Extract<SentContent, { type: Name }> & References,
    context: EncodeContext
  ): proto.IMessage | Promise<proto.IMessage>
  /** The content as it stands in a message that quotes it; as it is encoded unless this says otherwise. */
  quoted?(content: Extract<SentContent, { type: Name }>): proto.IMessage
  /** What the message says, or what it says about another one; null when it is of another kind. */
  decode(message: proto.IMessage): InboundContent | MessageChange | null
  /** What stands in the stanza beside the ciphertexts, without which WhatsApp's apps do not show it. */
  beside?(): BinaryNode[]
}

/** How a kind that is only received looks at WhatsApp. */
export type Decoder<Name extends ReceivedKindName = ReceivedKindName> = Pick<Codec, 'decode'> & {
  type: Name
}

/** Declares the codec of a kind. */
export const codec = <Name extends KindName>(definition: Codec<Name>): Codec<Name> => definition

/** Declares the decoder of a kind that is only received. */
export const decoder = <Name extends ReceivedKindName>(definition: Decoder<Name>): Decoder<Name> =>
  definition
