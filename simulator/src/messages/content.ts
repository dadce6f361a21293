import { proto } from '../wire/wire.ts'

/** What a person would see of a message. */
export interface MessageContent {
  kind: string
  text: string
  /** For a copy of what the account itself sent from another device: the chat it went to. */
  sent_to: string | null
  message: proto.IMessage
}

/** Reads a decrypted message, through the wrappers that copies and vanishing messages have. */
export const readContent = (bytes: Uint8Array): MessageContent => {
  const decoded: proto.IMessage = proto.Message.decode(bytes)
  const copy = decoded.deviceSentMessage
  const message = unwrap(copy?.message ?? decoded)
  return { ...describe(message), sent_to: copy?.destinationJid ?? null, message }
}

/** A text as apps send it, with the secret that later edits of it are sealed with. */
export const textMessage = (text: string, secret: Uint8Array): Uint8Array =>
  proto.Message.encode({
    conversation: text,
    messageContextInfo: { messageSecret: secret }
  }).finish()

/** The copy for the sender's own other devices. */
export const deviceSentMessage = (destinationJid: string, payload: Uint8Array): Uint8Array =>
  proto.Message.encode({
    deviceSentMessage: { destinationJid, message: proto.Message.decode(payload) }
  }).finish()

/** Parts of a message that carry no content of their own. */
const BESIDES = new Set(['messageContextInfo', 'senderKeyDistributionMessage'])

const describe = (message: proto.IMessage): { kind: string; text: string } => {
  if (typeof message.conversation === 'string' && message.conversation !== '') {
    return { kind: 'text', text: message.conversation }
  }
  const [field, value] =
    Object.entries(message).find(
      ([name, part]) => part !== null && typeof part === 'object' && !BESIDES.has(name)
    ) ?? []
  if (!field) return { kind: 'empty', text: '' }
  if (field === 'extendedTextMessage') {
    return { kind: 'text', text: message.extendedTextMessage?.text ?? '' }
  }
  if (field === 'protocolMessage') return describeProtocol(message.protocolMessage ?? {})
  return { kind: field.replace(/Message(V\d)?$/, ''), text: textOf(value) }
}

const describeProtocol = (message: proto.Message.IProtocolMessage) => {
  const type = proto.Message.ProtocolMessage.Type[message.type ?? 0] ?? 'protocol'
  const kinds: Record<string, string> = { MESSAGE_EDIT: 'edit', REVOKE: 'revoke' }
  const edited = message.editedMessage ? describe(message.editedMessage).text : ''
  return { kind: kinds[type] ?? `protocol:${type.toLowerCase()}`, text: edited }
}

/** The words in a message that is not text: a caption, a name, a question, an emoji. */
const TEXT_FIELDS = ['caption', 'text', 'displayName', 'name', 'title', 'fileName']

const textOf = (part: unknown): string => {
  const fields = part as Record<string, unknown>
  for (const field of TEXT_FIELDS) {
    const value = fields[field]
    if (typeof value === 'string' && value !== '') return value
  }
  return ''
}

const unwrap = (message: proto.IMessage): proto.IMessage => {
  const inner =
    message.ephemeralMessage?.message ??
    message.viewOnceMessage?.message ??
    message.viewOnceMessageV2?.message ??
    message.viewOnceMessageV2Extension?.message ??
    message.documentWithCaptionMessage?.message ??
    message.editedMessage?.message
  return inner ? unwrap(inner) : message
}
