import type { ReceivedMedia } from '../types/types-media.ts'
import type { proto } from '../wire/wire.ts'
import { fileNameOf, type Media } from './media.ts'
import { decryptMedia, type MediaPurpose } from './media-crypto.ts'
import { describeMedia } from './media-shown.ts'

/** What every kind of media message has. */
export interface MediaPart {
  url?: string | null
  directPath?: string | null
  mediaKey?: Uint8Array | null
  mimetype?: string | null
  fileSha256?: Uint8Array | null
  fileEncSha256?: Uint8Array | null
  fileLength?: number | { toString(): string } | null
  caption?: string | null
  fileName?: string | null
  mediaKeyTimestamp?: number | { toString(): string } | null
}

/** The media of a message and which keys it takes; null when it has none. */
export const mediaPartOf = (
  message: proto.IMessage
): { part: MediaPart; purpose: MediaPurpose } | null => {
  const { imageMessage, stickerMessage, audioMessage, documentMessage } = message
  const image = imageMessage ?? stickerMessage
  if (image) return { part: image, purpose: 'Image' }
  const video = message.videoMessage ?? message.ptvMessage
  if (video) return { part: video, purpose: 'Video' }
  if (audioMessage) return { part: audioMessage, purpose: 'Audio' }
  if (documentMessage) return { part: documentMessage, purpose: 'Document' }
  return null
}

/** The phone fetches the file, decrypts it and verifies it; what fails is noted, not thrown. */
export const receiveMedia = (media: Media, message: proto.IMessage): ReceivedMedia | undefined => {
  const found = mediaPartOf(message)
  if (!found) return undefined
  const known = opened.get(message) ?? openAndDescribe(media, message, found.part, found.purpose)
  opened.set(message, known)
  return known
}

/** One message for a whole group is opened once, not by each of a thousand phones. */
const opened = new WeakMap<proto.IMessage, ReceivedMedia>()

const openAndDescribe = (
  media: Media,
  message: proto.IMessage,
  part: MediaPart,
  purpose: MediaPurpose
): ReceivedMedia => {
  const described = {
    mime: part.mimetype ?? '',
    bytes: Number(part.fileLength ?? 0),
    sha256: Buffer.from(part.fileSha256 ?? []).toString('hex'),
    caption: part.caption ?? '',
    ...(part.fileName && { file_name: part.fileName }),
    ...describeMedia(message)
  }
  try {
    if (!part.mimetype) throw new Error('the message does not say what type the file has')
    if (!Number(part.mediaKeyTimestamp))
      throw new Error('the message does not say how old its key is')
    const plaintext = openMedia(media, part, purpose)
    if (plaintext.length !== described.bytes) throw new Error('the length of the content is wrong')
    return { ...described, verified: true }
  } catch (error) {
    return { ...described, verified: false, error: String(error) }
  }
}

const openMedia = (media: Media, part: MediaPart, purpose: MediaPurpose): Buffer => {
  const { mediaKey, fileSha256, fileEncSha256 } = part
  if (!mediaKey || !fileSha256 || !fileEncSha256)
    throw new Error('the message has no keys or hashes')
  const name = fileNameOf(part.directPath || part.url || '')
  const blob = name === null ? undefined : media.files.blobs.get(name)
  if (!blob || blob.expired) throw new Error('the file is not on the server')
  return decryptMedia(blob.bytes, purpose, {
    media_key: mediaKey,
    file_sha256: fileSha256,
    file_enc_sha256: fileEncSha256
  })
}
