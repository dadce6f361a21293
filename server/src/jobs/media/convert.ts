import { stat, writeFile } from 'node:fs/promises'
import type { Sharp } from 'sharp'
import type { MediaPurpose } from '../../domain/media.ts'
import { readPicture, refusePicture } from './examine.ts'
import { type Ffmpeg, reading, runFfmpeg } from './ffmpeg.ts'
import { MediaRefused } from './media-refused.ts'

const photo_px_max = 4_096
const shown_px = 640
const sticker_px = 512
const sticker_bytes_max = 100 * 1024
const animated_bytes_max = 500 * 1024
const qualities = [85, 65, 45, 25, 10]

/** How a file is converted, and what must not be exceeded. */
export type Conversion = {
  purpose: MediaPurpose
  /** Null: there is none. */
  ffmpeg: Ffmpeg | null
  /** The result may have so many. */
  bytes_max: number
  signal: AbortSignal
}

/**
 * Makes a file into what a message needs it to be: writes it to `to`, and says what it is then. Throws MediaRefused where
 * that does not work, or the result is too large.
 */
export const convert = async (
  from: string,
  to: string,
  { purpose, ffmpeg, bytes_max, signal }: Conversion
): Promise<string> => {
  if (purpose === 'image') return picture(from, to)
  if (purpose === 'sticker') return sticker(from, to)
  if (purpose === 'picture') return shownPicture(from, to)
  if (!ffmpeg) throw new MediaRefused('transcoding_unavailable')
  // What would become larger ends there: a small file may play for years.
  const most = ['-fs', String(bytes_max)]
  const args = [...reading(from), ...argumentsFor(purpose), ...most, '-y', to]
  await runFfmpeg(ffmpeg.ffmpeg, args, signal, async (output) => {
    output.resume()
  })
  const { size } = await stat(to)
  if (size === 0) throw new MediaRefused('transcoding_failed')
  if (size >= bytes_max - cut_short_bytes) throw new MediaRefused('too_large')
  return purpose === 'voice' ? 'audio/ogg; codecs=opus' : 'video/mp4'
}

/** ffmpeg ends a little before the most that it may write. */
const cut_short_bytes = 64 * 1024

const argumentsFor = (purpose: MediaPurpose): string[] => {
  if (purpose === 'voice') return voice
  if (purpose === 'video_note') return note
  return purpose === 'gif' ? silent : video
}

const voice =
  '-map 0:a:0 -ac 1 -ar 48000 -c:a libopus -b:a 32k -application voip -map_metadata -1 -f ogg'.split(
    ' '
  )

const picturesAs = (filter: string): string[] => [
  '-map',
  '0:v:0',
  '-vf',
  filter,
  ...'-c:v libx264 -preset veryfast -crf 26 -pix_fmt yuv420p -map_metadata -1 -movflags +faststart'.split(
    ' '
  )
]
// The encoder takes even numbers of pixels alone.
const pictures = picturesAs("scale='min(1920,iw)':-2,scale=trunc(iw/2)*2:trunc(ih/2)*2")
const sound = '-map 0:a:0? -c:a aac -b:a 128k -ac 2 -f mp4'.split(' ')
const silent = [...pictures, '-an', '-f', 'mp4']
const video = [...pictures, ...sound]
// Apps show it round: its middle is kept.
const note = [...picturesAs("crop='min(iw,ih)':'min(iw,ih)',scale=480:480"), ...sound]

const picture = (from: string, to: string): Promise<string> =>
  asJpeg(from, to, 88, (one) =>
    one.resize(photo_px_max, photo_px_max, { fit: 'inside', withoutEnlargement: true })
  )

/** The middle of it, as large as WhatsApp keeps pictures of accounts and groups. */
const shownPicture = (from: string, to: string): Promise<string> =>
  asJpeg(from, to, 80, (one) => one.resize(shown_px, shown_px, { fit: 'cover' }))

/** The right way up, and without what else it tells. */
const asJpeg = async (
  from: string,
  to: string,
  quality: number,
  resized: (one: Sharp) => Sharp
): Promise<string> => {
  try {
    await resized(readPicture(from).rotate())
      .flatten({ background: '#fff' })
      .jpeg({ quality })
      .toFile(to)
    return 'image/jpeg'
  } catch (error) {
    refusePicture(error)
    throw new MediaRefused('wrong_type', { cause: error })
  }
}

/** As good as its size allows: what is larger is not shown by apps. */
const sticker = async (from: string, to: string): Promise<string> => {
  try {
    const { pages = 1 } = await readPicture(from, true).metadata()
    const bytes_max = pages > 1 ? animated_bytes_max : sticker_bytes_max
    for (const quality of qualities) {
      const made = await readPicture(from, true)
        .resize(sticker_px, sticker_px, {
          fit: 'contain',
          background: { r: 0, g: 0, b: 0, alpha: 0 }
        })
        .webp({ quality, effort: 4 })
        .toBuffer()
      if (made.length > bytes_max && quality !== qualities.at(-1)) continue
      if (made.length > bytes_max) throw new MediaRefused('too_large')
      await writeFile(to, made)
      return 'image/webp'
    }
    throw new MediaRefused('too_large')
  } catch (error) {
    if (error instanceof MediaRefused) throw error
    refusePicture(error)
    throw new MediaRefused('wrong_type', { cause: error })
  }
}
