import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import type { FileName } from './sample.ts'

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

const picture = sharp({ create: { width: 512, height: 512, channels: 3, background: '#0a7' } })

/** A second of a test picture, and of a tone. */
const kept = (name: FileName): Buffer => readFileSync(new URL(`media/${name}`, import.meta.url))

/** A small file of each type, as people have them. */
export const makeFiles = async (): Promise<Record<FileName, Buffer>> => ({
  'photo.jpg': await picture.clone().jpeg().toBuffer(),
  'cat.webp': await picture.clone().webp().toBuffer(),
  'bill.pdf': Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(10_000)]),
  'film.mp4': kept('film.mp4'),
  'song.mp3': kept('song.mp3'),
  'voice.ogg': kept('voice.ogg')
})
