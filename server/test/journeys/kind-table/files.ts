import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { FileName } from './sample.ts'

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex')

const picture = sharp({ create: { width: 512, height: 512, channels: 3, background: '#0a7' } })

/** A small file of each type, as people have them. */
export const makeFiles = async (): Promise<Record<FileName, Buffer>> => {
  const folder = mkdtempSync(join(tmpdir(), 'kinds-'))
  const made = (name: string, ...args: string[]): Buffer => {
    execFileSync('ffmpeg', ['-loglevel', 'error', '-f', 'lavfi', ...args, join(folder, name)])
    return readFileSync(join(folder, name))
  }
  try {
    return {
      'photo.jpg': await picture.clone().jpeg().toBuffer(),
      'cat.webp': await picture.clone().webp().toBuffer(),
      'bill.pdf': Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(10_000)]),
      'film.mp4': made('film.mp4', '-i', 'testsrc=d=1:s=64x48:r=5', '-pix_fmt', 'yuv420p'),
      'song.mp3': made('song.mp3', '-i', 'sine=d=1'),
      'voice.ogg': made('voice.ogg', '-i', 'sine=d=1', '-c:a', 'libopus', '-ac', '1')
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
