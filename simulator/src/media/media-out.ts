import { randomBytes } from 'node:crypto'
import {
  isGroupTarget,
  isStatusPlace,
  type StatusPlace,
  sayMessageTo,
  type Target
} from '../messages/say-to.ts'
import type { Phone } from '../phones/phone.ts'
import type { MediaType, SentMedia } from '../types/types-media.ts'
import { lidJid, STATUS_JID } from '../wire/jid.ts'
import { proto } from '../wire/wire.ts'
import type { World } from '../world.ts'
import { keepFile } from './media.ts'
import { type EncryptedMedia, encryptMedia, type MediaPurpose, sha256 } from './media-crypto.ts'

export interface OutgoingMedia {
  id: string
  type: MediaType
  content: Buffer
  mime?: string | undefined
  caption?: string | undefined
  file_name?: string | undefined
  seconds?: number | undefined
  width?: number | undefined
  height?: number | undefined
  page_count?: number | undefined
  /** Base64. */
  thumbnail?: string | undefined
  waveform?: string | undefined
  voice: boolean
  gif: boolean
  video_note: boolean
  animated: boolean
  view_once: boolean
  hd_of?: string | undefined
  hevc_of?: string | undefined
  wrong?: Wrong | undefined
}

/** What a message says wrongly about its file, or what is wrong with the file. */
export type Wrong = 'mac' | 'sha256' | 'enc_sha256' | 'length' | 'key' | 'host' | 'path'

const WRONGS: Wrong[] = ['mac', 'sha256', 'enc_sha256', 'length', 'key', 'host', 'path']
export const isWrong = (text: string): text is Wrong => (WRONGS as string[]).includes(text)

/** The phone encrypts a file, puts it on the media server, and sends the message that leads there. */
export const sendMedia = async (
  world: World,
  from: Phone,
  to: Target | StatusPlace,
  media: OutgoingMedia
): Promise<SentMedia> => {
  const { id, type, content, voice } = media
  const sealed = encryptMedia(content, KINDS[type].purpose, randomBytes(32))
  if (media.wrong === 'mac') damageMac(sealed)
  const { url, direct_path } = keepFile(world.media, sealed.bytes)
  const common = {
    url,
    directPath: direct_path,
    mediaKey: sealed.media_key,
    mediaKeyTimestamp: Math.floor(Date.now() / 1000),
    mimetype: media.mime ?? (voice ? VOICE_MIME : KINDS[type].mime),
    fileSha256: sealed.file_sha256,
    fileEncSha256: sealed.file_enc_sha256,
    fileLength: content.length,
    ...wrongly(media.wrong, content.length)
  }
  const message = messageOf(media, media.view_once ? { ...common, viewOnce: true } : common)
  const said = media.view_once ? opensOnce(message) : onceMore(message, media, to)
  const payload = proto.Message.encode(said).finish()
  await sayMessageTo(world, from, to, payload, {
    id,
    stanza_type: 'media',
    ...mediatypeOf(media)
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

/** What the ciphertext is called by the apps; video notes by nothing. */
const mediatypeOf = ({ type, voice, gif, video_note }: OutgoingMedia): { mediatype?: string } => {
  if (video_note) return {}
  return { mediatype: voice ? 'ptt' : gif ? 'gif' : type }
}

/** The file is what its hashes say; only its MAC is another. */
const damageMac = (sealed: EncryptedMedia): void => {
  const last = sealed.bytes.length - 1
  sealed.bytes.writeUInt8(sealed.bytes.readUInt8(last) ^ 1, last)
  sealed.file_enc_sha256 = sha256(sealed.bytes)
}

const wrongly = (wrong: Wrong | undefined, length: number): object => {
  switch (wrong) {
    case 'sha256':
      return { fileSha256: randomBytes(32) }
    case 'enc_sha256':
      return { fileEncSha256: randomBytes(32) }
    case 'length':
      return { fileLength: length + 1 }
    case 'key':
      return { mediaKey: randomBytes(32) }
    case 'host':
      return { url: 'https://127.0.0.1:1/v/t62.7118-24/x.enc', directPath: null }
    case 'path':
      return { url: null, directPath: '//127.0.0.1:1/x.enc' }
    default:
      return {}
  }
}

const messageOf = (media: OutgoingMedia, common: object): proto.IMessage => {
  const { type, caption, file_name, seconds, width, height, voice } = media
  const jpegThumbnail = bytesOf(media.thumbnail)
  const shown = { ...common, width, height, jpegThumbnail }
  switch (type) {
    case 'image':
      return { imageMessage: { ...shown, caption } }
    case 'video': {
      const video = { ...shown, caption, seconds, gifPlayback: media.gif }
      return media.video_note ? { ptvMessage: video } : { videoMessage: video }
    }
    case 'audio': {
      const waveform = bytesOf(media.waveform)
      return { audioMessage: { ...common, seconds, ptt: voice, waveform } }
    }
    case 'sticker':
      return { stickerMessage: { ...common, width, height, isAnimated: media.animated } }
    case 'document': {
      const { page_count: pageCount } = media
      const named = { fileName: file_name, title: file_name }
      return documentOf({ ...common, jpegThumbnail, caption, pageCount, ...named })
    }
  }
}

/** Voice messages have a wrapper of their own. */
const opensOnce = (message: proto.IMessage): proto.IMessage =>
  message.audioMessage
    ? { viewOnceMessageV2Extension: { message } }
    : { viewOnceMessageV2: { message } }

/** Apps send a photo or video of high quality a second time, as a child of the first message. */
const onceMore = (
  message: proto.IMessage,
  media: OutgoingMedia,
  to: Target | StatusPlace
): proto.IMessage => {
  const id = media.hd_of ?? media.hevc_of
  if (id === undefined) return message
  const { HD_IMAGE_DUAL_UPLOAD, HD_VIDEO_DUAL_UPLOAD, HEVC_VIDEO_DUAL_UPLOAD } =
    proto.MessageAssociation.AssociationType
  const hd = media.type === 'image' ? HD_IMAGE_DUAL_UPLOAD : HD_VIDEO_DUAL_UPLOAD
  const associationType = media.hd_of === undefined ? HEVC_VIDEO_DUAL_UPLOAD : hd
  return {
    associatedChildMessage: { message },
    messageContextInfo: {
      messageAssociation: {
        associationType,
        parentMessageKey: {
          remoteJid: placeOf(to),
          fromMe: true,
          id
        }
      }
    }
  }
}

const placeOf = (to: Target | StatusPlace): string => {
  if (isStatusPlace(to)) return STATUS_JID
  return isGroupTarget(to) ? to.jid : lidJid(to.lid)
}

const bytesOf = (base64: string | undefined): Buffer | undefined =>
  base64 === undefined ? undefined : Buffer.from(base64, 'base64')

/** A document with a caption travels in a wrapper of its own. */
const documentOf = (documentMessage: proto.Message.IDocumentMessage): proto.IMessage =>
  documentMessage.caption
    ? { documentWithCaptionMessage: { message: { documentMessage } } }
    : { documentMessage }
