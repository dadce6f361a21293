import assert from 'node:assert/strict'
import { normalizeMessageContent, proto } from 'baileys'

/** What differs with each file that is sent: the file itself is compared by its bytes. */
const of_a_file = new Set([
  'url',
  'directPath',
  'mediaKey',
  'mediaKeyTimestamp',
  'fileSha256',
  'fileEncSha256',
  'fileLength',
  'jpegThumbnail',
  'width',
  'height',
  'seconds',
  'waveform',
  'stickerSentTs',
  'pageCount',
  'contextInfo'
])

type Fields = Record<string, unknown>

/** A message field by field, without its secret and without what differs with each file. */
export const fieldsOf = (message: proto.IMessage): Fields => {
  const read = proto.Message.decode(proto.Message.encode(message).finish())
  const { messageContextInfo: _, ...inner } = plain(normalizeMessageContent(read) ?? read)
  return Object.fromEntries(
    Object.entries(inner).map(([name, member]) => [
      name,
      typeof member === 'object' && member !== null
        ? Object.fromEntries(Object.entries(member).filter(([field]) => !of_a_file.has(field)))
        : member
    ])
  )
}

const plain = (message: proto.IMessage): Fields =>
  proto.Message.toObject(proto.Message.fromObject(message), {
    longs: Number,
    bytes: String,
    enums: Number
  }) as Fields

/** Asserts that a phone has what was meant, field by field. */
export const assertFields = (
  has: string | Uint8Array | null,
  meant: proto.IMessage,
  what: string
): void => {
  assert.ok(has, `${what}: the phone has it`)
  const bytes = typeof has === 'string' ? Buffer.from(has, 'base64') : has
  assert.deepEqual(fieldsOf(proto.Message.decode(bytes)), fieldsOf(meant), what)
}
