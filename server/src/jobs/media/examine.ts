import sharp, { type Sharp } from 'sharp'
import { type MediaDetails, no_details } from '../../domain/media.ts'
import { type Ffmpeg, outputOf, pixels_max, reading, runFfmpeg } from './ffmpeg.ts'
import { MediaRefused } from './media-refused.ts'
import { pageCountOf } from './pdf-pages.ts'
import { waveformOf } from './waveform.ts'

const thumbnail_px = 72
/** Of a longer sound only the beginning is drawn. */
const waveform_s = '3600'

sharp.cache(false)
sharp.concurrency(1)

/** How a picture is read: at most so many pixels, whatever it claims, and nothing that is damaged. */
export const readPicture = (source: string | Buffer, animated = false): Sharp =>
  sharp(source, {
    limitInputPixels: pixels_max,
    sequentialRead: true,
    failOn: 'error',
    animated
  })

/** What is to be known of a file, by its type. Throws MediaRefused where it is damaged or would be a bomb. */
export const examine = async (
  path: string,
  mime_type: string,
  ffmpeg: Ffmpeg | null,
  signal: AbortSignal
): Promise<MediaDetails> => {
  if (mime_type.startsWith('image/')) return examinePicture(path)
  if (mime_type === 'application/pdf') return { ...no_details, page_count: await pageCountOf(path) }
  if (!ffmpeg) return no_details
  if (mime_type.startsWith('video/')) return examineVideo(path, ffmpeg, signal)
  if (mime_type.startsWith('audio/')) return examineSound(path, ffmpeg, signal)
  return no_details
}

const examinePicture = async (path: string): Promise<MediaDetails> => {
  try {
    const { width, height, pageHeight, orientation = 1 } = await readPicture(path).metadata()
    const turned = orientation >= 5
    const high = pageHeight ?? height
    const thumbnail = await thumbnailOf(path)
    return {
      ...no_details,
      width: turned ? high : width,
      height: turned ? width : high,
      thumbnail
    }
  } catch (error) {
    return refusePicture(error)
  }
}

/** What sharp cannot read may still be a fine file of a kind that it does not know. */
export const refusePicture = (error: unknown): MediaDetails => {
  const { message } = error as Error
  if (/pixel limit|too large|dimension/i.test(message))
    throw new MediaRefused('too_large', { cause: error })
  if (/unsupported image format|compression format|svg/i.test(message)) return no_details
  throw new MediaRefused('damaged', { cause: error })
}

export const thumbnailOf = (source: string | Buffer): Promise<Buffer> =>
  readPicture(source)
    .rotate()
    .resize(thumbnail_px, thumbnail_px, { fit: 'inside' })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 50 })
    .toBuffer()

type Probe = {
  streams?: { codec_type?: string; width?: number; height?: number }[]
  format?: { duration?: string }
}

const probe = async (path: string, ffmpeg: Ffmpeg, signal: AbortSignal): Promise<Probe> => {
  const what = 'stream=codec_type,width,height:format=duration'
  const args = ['-v', 'error', '-protocol_whitelist', 'file,pipe', '-show_entries', what]
  const told = await outputOf(ffmpeg.ffprobe, [...args, '-of', 'json', path], signal).catch(
    (error: unknown) => {
      throw error instanceof MediaRefused ? new MediaRefused('damaged', { cause: error }) : error
    }
  )
  return JSON.parse(told.toString()) as Probe
}

const secondsOf = ({ format }: Probe): number | null => {
  const seconds = Number(format?.duration)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null
}

const examineVideo = async (
  path: string,
  ffmpeg: Ffmpeg,
  signal: AbortSignal
): Promise<MediaDetails> => {
  const found = await probe(path, ffmpeg, signal)
  const picture = found.streams?.find((one) => one.codec_type === 'video')
  if (!picture) return { ...no_details, seconds: secondsOf(found) }
  if ((picture.width ?? 0) * (picture.height ?? 0) > pixels_max) throw new MediaRefused('too_large')
  const frame = await outputOf(
    ffmpeg.ffmpeg,
    [...reading(path), '-frames:v', '1', '-vf', 'scale=320:-2', '-f', 'mjpeg', 'pipe:1'],
    signal
  )
  return {
    ...no_details,
    width: picture.width ?? null,
    height: picture.height ?? null,
    seconds: secondsOf(found),
    thumbnail: frame.length > 0 ? await thumbnailOf(frame) : null
  }
}

const examineSound = async (
  path: string,
  ffmpeg: Ffmpeg,
  signal: AbortSignal
): Promise<MediaDetails> => {
  const found = await probe(path, ffmpeg, signal)
  let waveform: Buffer | null = null
  const samples = ['-t', waveform_s, '-map', '0:a:0', '-ac', '1', '-ar', '4000', '-f', 's16le']
  await runFfmpeg(ffmpeg.ffmpeg, [...reading(path), ...samples, 'pipe:1'], signal, async (out) => {
    waveform = await waveformOf(out)
  }).catch((error: unknown) => {
    throw error instanceof MediaRefused ? new MediaRefused('damaged', { cause: error }) : error
  })
  return { ...no_details, seconds: secondsOf(found), waveform }
}
