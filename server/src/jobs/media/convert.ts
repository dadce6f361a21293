import { stat, writeFile } from 'node:fs/promises'
import type { MediaPurpose } from '../../domain/media.ts'
import { readPicture, refusePicture } from './examine.ts'
import { type Ffmpeg, reading, runFfmpeg } from './ffmpeg.ts'
import { MediaRefused } from './media-refused.ts'

const photo_px_max = 4_096
const sticker_px = 512
const sticker_bytes_max = 100 * 1024
const animated_bytes_max = 500 * 1024
const qualities = [85, 65, 45, 25, 10]

/** Makes a file into what a message needs it to be: writes it to `to`, and says what it is then. */
export const convert = async (
  from: string,
  to: string,
  purpose: MediaPurpose,
  ffmpeg: Ffmpeg | null,
  signal: AbortSignal
): Promise<string> => {
  if (purpose === 'image') return picture(from, to)
  if (purpose === 'sticker') return sticker(from, to)
  if (!ffmpeg) throw new MediaRefused('transcoding_unavailable')
  const args = purpose === 'voice' ? voice : purpose === 'gif' ? silent : video
  await runFfmpeg(ffmpeg.ffmpeg, [...reading(from), ...args, '-y', to], signal, async (output) => {
    output.resume()
  })
  if ((await stat(to)).size === 0) throw new MediaRefused('transcoding_failed')
  return purpose === 'voice' ? 'audio/ogg; codecs=opus' : 'video/mp4'
}

const voice =
  '-map 0:a:0 -ac 1 -ar 48000 -c:a libopus -b:a 32k -application voip -map_metadata -1 -f ogg'.split(
    ' '
  )

const pictures = [
  '-map',
  '0:v:0',
  '-vf',
  "scale='min(1920,iw)':-2,scale=trunc(iw/2)*2:trunc(ih/2)*2",
  ...'-c:v libx264 -preset veryfast -crf 26 -pix_fmt yuv420p -map_metadata -1 -movflags +faststart'.split(
    ' '
  )
]
const silent = [...pictures, '-an', '-f', 'mp4']
const video = [...pictures, ...'-map 0:a:0? -c:a aac -b:a 128k -ac 2 -f mp4'.split(' ')]

const picture = async (from: string, to: string): Promise<string> => {
  try {
    await readPicture(from)
      .rotate()
      .resize(photo_px_max, photo_px_max, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#fff' })
      .jpeg({ quality: 88 })
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
