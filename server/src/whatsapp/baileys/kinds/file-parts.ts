import type { proto } from 'baileys'
import type { ReceivedFile, SentFile } from '../../../domain/file-reference.ts'
import { newId } from '../../../domain/ids.ts'
import type { SentPurpose } from '../../../domain/media.ts'
import { encryptedBytes, media_key_bytes } from '../files/file-keys.ts'
import type { EncodeContext } from './codec.ts'

/** The file that goes with the content. */
export const fileFor = ({ file }: EncodeContext): SentFile => {
  if (!file) throw new Error('a message with a file without its file')
  return file
}

/** What every message with a file says of it. */
export const sentParts = (file: SentFile) => ({
  url: file.url,
  directPath: file.direct_path,
  mediaKey: file.media_key,
  mediaKeyTimestamp: Math.floor(file.media_key_at.getTime() / 1000),
  fileSha256: file.file_sha256,
  fileEncSha256: file.file_enc_sha256,
  fileLength: file.bytes,
  mimetype: file.mime_type
})

export const sentSize = ({ width, height }: SentFile) => ({
  ...(width !== null && { width }),
  ...(height !== null && { height })
})

export const sentThumbnail = ({ thumbnail }: SentFile) =>
  thumbnail === null ? {} : { jpegThumbnail: thumbnail }

export const sentSeconds = ({ seconds }: SentFile) =>
  seconds === null ? {} : { seconds: Math.max(1, Math.round(seconds)) }

/**
 * What a message that quotes a file says of it: apps show their own copy. Of a file that was sent it says no type, as that
 * stands with the file.
 */
export const quotedParts = (said: { id?: string | undefined; caption?: string | undefined }) => {
  const { mime_type } = said as { mime_type?: string }
  return {
    ...(mime_type !== undefined && { mimetype: mime_type }),
    ...(said.caption !== undefined && { caption: said.caption })
  }
}

/** What is opened once travels in a wrapper, so that apps which do not know of it show nothing. */
export const opensOnce = (
  view_once: boolean | undefined,
  message: proto.IMessage,
  wrapper: 'viewOnceMessageV2' | 'viewOnceMessageV2Extension' = 'viewOnceMessageV2'
): proto.IMessage => {
  if (!view_once) return message
  for (const part of Object.values(message)) part.viewOnce = true
  return { [wrapper]: { message } }
}

/** Whether it is to be opened once. */
export const shownOnce = (viewOnce: boolean | null | undefined) =>
  viewOnce ? { view_once: true as const } : {}

type Part = Pick<
  proto.Message.IImageMessage,
  'url' | 'directPath' | 'mediaKey' | 'fileSha256' | 'fileEncSha256' | 'fileLength' | 'mimetype'
> & {
  width?: number | null
  height?: number | null
  seconds?: number | null
  pageCount?: number | null
  fileName?: string | null
  jpegThumbnail?: Uint8Array | null
  waveform?: Uint8Array | null
}

/** What the database takes of what a stranger has put into a message. */
const number_max = 2 ** 31 - 1
const thumbnail_bytes_max = 65_536
const waveform_bytes_max = 1_024
const name_length_max = 255
const hash_bytes = 32
const unnamed_type = 'application/octet-stream'

/**
 * The file of a message that arrived, with an id of ours; null when nobody could ever fetch it. What cannot be true of a file
 * is left out.
 */
export const receivedFile = (part: Part, purpose: SentPurpose): ReceivedFile | null => {
  const { mediaKey: media_key, directPath, url, fileLength } = part
  if (media_key?.length !== media_key_bytes || !(directPath || url)) return null
  const bytes = Number(fileLength ?? Number.NaN)
  return {
    media_id: newId('media'),
    purpose,
    url: url || null,
    direct_path: directPath || null,
    media_key,
    file_sha256: hashIn(part.fileSha256),
    file_enc_sha256: hashIn(part.fileEncSha256),
    bytes: Number.isSafeInteger(encryptedBytes(bytes)) && bytes >= 0 ? bytes : null,
    mime_type: (part.mimetype || unnamed_type).slice(0, name_length_max),
    file_name: part.fileName?.slice(0, name_length_max) || null,
    width: numberIn(part.width),
    height: numberIn(part.height),
    seconds: numberIn(part.seconds),
    page_count: numberIn(part.pageCount),
    thumbnail: bytesIn(part.jpegThumbnail, thumbnail_bytes_max),
    waveform: bytesIn(part.waveform, waveform_bytes_max),
    message: null
  }
}

const hashIn = (hash: Uint8Array | null | undefined): Uint8Array | null =>
  hash?.length === hash_bytes ? hash : null

const bytesIn = (bytes: Uint8Array | null | undefined, most: number): Uint8Array | null =>
  bytes && bytes.length > 0 && bytes.length <= most ? bytes : null

const numberIn = (value: number | null | undefined): number | null =>
  value && Number.isInteger(value) && value > 0 && value <= number_max ? value : null

/** What is shown of every file. */
export const shownParts = ({ media_id, mime_type, bytes }: ReceivedFile) => ({
  id: media_id,
  mime_type,
  ...(bytes !== null && { bytes })
})

export const shownSize = ({ width, height }: ReceivedFile) => ({
  ...(width !== null && { width }),
  ...(height !== null && { height })
})

export const shownSeconds = ({ seconds }: ReceivedFile) => (seconds === null ? {} : { seconds })

export const shownCaption = (caption: string | null | undefined) => (caption ? { caption } : {})
