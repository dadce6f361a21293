import { randomBytes } from 'node:crypto'
import { sayMessageTo, type Target } from '../messages/say-to.ts'
import type { Phone } from '../phones/phone.ts'
import type { MediaType, SentMedia } from '../types/types-media.ts'
import { proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { keepFile } from './media.ts'
import { encryptMedia, type MediaPurpose } from './media-crypto.ts'

export interface OutgoingMedia {
  id: string
  type: MediaType
  content: Buffer
  mime?: string | undefined
  caption?: string | undefined
  file_name?: string | undefined
  seconds?: number | undefined
  voice: boolean
}

/** The phone encrypts a file, puts it on the media server, and sends the message that leads there. */
export const sendMedia = async (
  world: World,
  from: Phone,
  to: Target,
  media: OutgoingMedia
): Promise<SentMedia> => {
  const { id, type, content, voice } = media
  const sealed = encryptMedia(content, KINDS[type].purpose, randomBytes(32))
  const { url, direct_path } = keepFile(world.media, sealed.bytes)
  const common = {
    url,
    directPath: direct_path,
    mediaKey: sealed.media_key,
    mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    mimetype: media.mime ?? (voice ? VOICE_MIME : KINDS[type].mime),
    fileSha256: sealed.file_sha256,
    fileEncSha256: sealed.file_enc_sha256,
    fileLength: content.length
  }
  const payload = proto.Message.encode(messageOf(media, common)).finish()
  await sayMessageTo(world, from, to, payload, {
    id,
    stanza_type: 'media',
    mediatype: voice ? 'ptt' : type
  })
  return { id, bytes: content.length, sha256: sealed.file_sha256.toString('hex'), direct_path }
}

export const isMediaType = (type: string): type is MediaType => Object.hasOwn(KINDS, type)

const VOICE_MIME = 'audio/ogg; codecs=opus'

const KINDS: Record<MediaType, { purpose: MediaPurpose; mime: string }> = {
  image: { purpose: 'Image', mime: 'image/jpeg' },
  video: { purpose: 'Video', mime: 'video/mp4' },
  audio: { purpose: 'Audio', mime: 'audio/mp4' },
  document: { purpose: 'Document', mime: 'application/octet-stream' },
  sticker: { purpose: 'Image', mime: 'image/webp' }
}

const messageOf = (
  { type, caption, file_name, seconds, voice }: OutgoingMedia,
  common: object
): proto.IMessage => {
  switch (type) {
    case 'image':
      return { imageMessage: { ...common, caption } }
    case 'video':
      return { videoMessage: { ...common, caption, seconds } }
    case 'audio':
      return { audioMessage: { ...common, seconds, ptt: voice } }
    case 'sticker':
      return { stickerMessage: common }
    case 'document':
      return documentOf({ ...common, caption, fileName: file_name, title: file_name })
  }
}

/** A document with a caption travels in a wrapper of its own. */
const documentOf = (documentMessage: proto.Message.IDocumentMessage): proto.IMessage =>
  documentMessage.caption
    ? { documentWithCaptionMessage: { message: { documentMessage } } }
    : { documentMessage }
