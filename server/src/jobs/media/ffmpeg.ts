import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { MediaRefused } from './media-refused.ts'

/** The programs that convert and measure what plays. */
export type Ffmpeg = { ffmpeg: string; ffprobe: string }

const wall_ms = 10 * 60_000
const output_max = 1024 * 1024

/** ffmpeg as it was set, or out of PATH; null where there is none. */
export const findFfmpeg = (set: string | undefined, path: string | undefined): Ffmpeg | null => {
  const candidates = set ? [set] : (path ?? '').split(delimiter).map((dir) => join(dir, 'ffmpeg'))
  for (const ffmpeg of candidates) {
    const ffprobe = join(dirname(ffmpeg), 'ffprobe')
    if (isProgram(ffmpeg) && isProgram(ffprobe)) return { ffmpeg, ffprobe }
  }
  return null
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Runs one of them with these arguments, out of the way of everything else, and hands what it writes to `take`. It reads
 * files alone, whatever the content names. Rejects with MediaRefused when it fails or takes too long.
 */
export const runFfmpeg = async (
  program: string,
  args: string[],
  signal: AbortSignal,
  take: (output: Readable) => Promise<void>
): Promise<void> => {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(wall_ms)])
  const child = spawn('nice', ['-n', '10', program, ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {},
    signal: limit,
    killSignal: 'SIGKILL'
  })
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve(code ?? 1))
  })
  try {
    await Promise.all([take(child.stdout), ended])
  } catch (error) {
    child.kill('SIGKILL')
    if (signal.aborted) throw error
    throw new MediaRefused('transcoding_failed', { cause: error })
  }
  if ((await ended) !== 0) throw new MediaRefused('transcoding_failed')
}

/** The same for what writes little: as one text. */
export const outputOf = async (
  program: string,
  args: string[],
  signal: AbortSignal
): Promise<Buffer> => {
  const pieces: Buffer[] = []
  let bytes = 0
  await runFfmpeg(program, args, signal, async (output) => {
    for await (const piece of output as AsyncIterable<Buffer>) {
      bytes += piece.length
      if (bytes > output_max) throw new MediaRefused('transcoding_failed')
      pieces.push(piece)
    }
  })
  return Buffer.concat(pieces)
}

/** A picture may have so many: a file of a few bytes may claim any number. */
export const pixels_max = 50_000_000

/** What every run begins with: no other protocol than files, no larger pictures than are allowed, nothing said, nothing asked. */
export const reading = (path: string): string[] => [
  '-hide_banner',
  '-loglevel',
  'error',
  '-protocol_whitelist',
  'file,pipe',
  '-max_pixels',
  String(pixels_max),
  '-i',
  path
]
