import { Mutex } from 'async-mutex'
import sharp from 'sharp'

sharp.cache(false)
sharp.concurrency(1)

const width_px = 480
const height_px = 160
const pixels_max = 16_000_000
const seconds_max = 5
const kinds = ['png', 'jpeg', 'webp']

/** One picture at a time: what is small in a file may be large in memory. */
const turn = new Mutex()

/** What a picture begins with: nothing else reaches the decoder, above all no SVG. */
const isOfKnownKind = (content: Buffer): boolean =>
  content.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) ||
  content.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) ||
  (content.toString('latin1', 0, 4) === 'RIFF' && content.toString('latin1', 8, 12) === 'WEBP')

/**
 * Draws a logo anew as a PNG, no larger than a page needs and with nothing of the file but its dots; null for what is no PNG,
 * JPEG or WebP, is damaged, or is too large.
 */
export const drawLogo = async (content: Buffer): Promise<Buffer | null> => {
  if (!isOfKnownKind(content)) return null
  return turn.runExclusive(async () => {
    try {
      const picture = sharp(content, { limitInputPixels: pixels_max, failOn: 'error' })
      const { format } = await picture.metadata()
      if (!kinds.includes(format ?? '')) return null
      return await picture
        .rotate()
        .resize(width_px, height_px, { fit: 'inside', withoutEnlargement: true })
        .png({ compressionLevel: 9, palette: true, quality: 90 })
        .timeout({ seconds: seconds_max })
        .toBuffer()
    } catch {
      // Whatever the decoder says of it: the caller is told that it is no picture.
      return null
    }
  })
}
