import type { MediaPurpose, MediaReason, MediaRow, RenditionRow } from './media.ts'

/** Whether a file can be sent as this: as it is, after a conversion, or not at all and why. */
export type Fit = 'as_it_is' | 'convert' | MediaReason

type Content = Pick<MediaRow, 'mime_type' | 'bytes' | 'width' | 'height'>

const photo_bytes_max = 16 * 1024 * 1024
const sticker_bytes_max = 100 * 1024
const sticker_px = 512

const photos = new Set(['image/jpeg', 'image/png'])
/** What sharp reads besides. */
const pictures = new Set(['image/webp', 'image/gif', 'image/tiff', 'image/avif'])
const videos = new Set(['video/mp4', 'video/3gpp'])

const isPicture = (type: string): boolean => photos.has(type) || pictures.has(type)
const isOf = (kind: string, type: string): boolean => type.startsWith(`${kind}/`)

const asImage = ({ mime_type, bytes }: Content): Fit => {
  const type = mime_type ?? ''
  if (!isPicture(type)) return 'wrong_type'
  return photos.has(type) && (bytes ?? 0) <= photo_bytes_max ? 'as_it_is' : 'convert'
}

const asVideo = ({ mime_type }: Content): Fit => {
  const type = mime_type ?? ''
  if (videos.has(type)) return 'as_it_is'
  return isOf('video', type) ? 'convert' : 'wrong_type'
}

const asGif = (content: Content): Fit =>
  content.mime_type === 'image/gif' ? 'convert' : asVideo(content)

const asAudio = ({ mime_type }: Content): Fit =>
  isOf('audio', mime_type ?? '') ? 'as_it_is' : 'wrong_type'

const asVoice = ({ mime_type }: Content): Fit => {
  const type = mime_type ?? ''
  if (/^audio\/ogg; *codecs=opus$/.test(type)) return 'as_it_is'
  return isOf('audio', type) || type === 'video/webm' ? 'convert' : 'wrong_type'
}

const asSticker = ({ mime_type, width, height, bytes }: Content): Fit => {
  const type = mime_type ?? ''
  if (!isPicture(type)) return 'wrong_type'
  const fits = width === sticker_px && height === sticker_px && (bytes ?? 0) <= sticker_bytes_max
  return type === 'image/webp' && fits ? 'as_it_is' : 'convert'
}

/** WhatsApp's apps refuse smaller ones. */
const picture_px_min = 192

/** Always made anew: a square without what a photo tells besides, such as where it was taken. */
const asPicture = ({ mime_type, width, height }: Content): Fit => {
  if (!isPicture(mime_type ?? '')) return 'wrong_type'
  if (width === null || height === null) return 'damaged'
  return Math.min(width, height) < picture_px_min ? 'too_small' : 'convert'
}

const fits: Record<MediaPurpose, (content: Content) => Fit> = {
  image: asImage,
  video: asVideo,
  video_note: asVideo,
  gif: asGif,
  audio: asAudio,
  voice: asVoice,
  document: () => 'as_it_is',
  sticker: asSticker,
  picture: asPicture
}

/** How a file whose type is known can be sent as this. */
export const fitFor = (purpose: MediaPurpose, content: Content): Fit => fits[purpose](content)

/** How things stand for a message with this file: it can go, waits for what is under way, needs a conversion, or why never. */
export const sendable = (
  row: Content & Pick<MediaRow, 'status' | 'reason'>,
  made: RenditionRow | undefined,
  purpose: MediaPurpose
): 'ready' | 'waits' | 'convert' | MediaReason => {
  if (row.status === 'unavailable') return row.reason ?? 'failed'
  // What is being examined may be known to be no picture at all.
  if (row.status !== 'ready')
    return row.mime_type && fitFor(purpose, row) === 'wrong_type' ? 'wrong_type' : 'waits'
  if (made?.status === 'unavailable') return made.reason ?? 'failed'
  if (made) return made.status === 'ready' ? 'ready' : 'waits'
  const fit = fitFor(purpose, row)
  return fit === 'as_it_is' ? 'ready' : fit
}

/** Conversions that only ffmpeg can do; sharp does the others. */
export const needsFfmpeg = (purpose: MediaPurpose): boolean =>
  purpose === 'voice' || purpose === 'video' || purpose === 'video_note' || purpose === 'gif'
