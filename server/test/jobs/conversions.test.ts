import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { MediaPurpose, MediaReason } from '../../src/domain/media.ts'
import { convert } from '../../src/jobs/media/convert.ts'
import { examine } from '../../src/jobs/media/examine.ts'
import { findFfmpeg } from '../../src/jobs/media/ffmpeg.ts'
import { MediaRefused } from '../../src/jobs/media/media-refused.ts'
import { pageCountOf } from '../../src/jobs/media/pdf-pages.ts'
import { typeOf } from '../../src/media/type-of.ts'
import { pictureBomb } from '../../testkit/picture-bomb.ts'

const { signal } = new AbortController()
const ffmpeg = findFfmpeg(undefined, process.env['PATH'])
const folder = mkdtempSync(join(tmpdir(), 'conversions-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const without = ffmpeg ? false : 'voice messages, videos and GIFs: there is no ffmpeg here'

const at = (name: string): string => join(folder, name)
/** Has ffmpeg make a file. */
const made = (name: string, ...args: string[]): string => {
  execFileSync(ffmpeg?.ffmpeg ?? 'ffmpeg', ['-loglevel', 'error', '-y', ...args, at(name)])
  return at(name)
}
const written = (name: string, content: Buffer): string => {
  writeFileSync(at(name), content)
  return at(name)
}
const picture = (width: number, height: number, alpha = 1) =>
  sharp({ create: { width, height, channels: 4, background: { r: 0, g: 160, b: 120, alpha } } })
const film = (size: string, seconds = 1): string[] => [
  '-f',
  'lavfi',
  '-i',
  `testsrc=d=${seconds}:s=${size}:r=10`
]
const tone = ['-f', 'lavfi', '-i', 'sine=d=2']

/** Converts a file as a job does, and says what became of it; a refusal by its reason. */
const converted = async (from: string, purpose: MediaPurpose, bytes_max = 50_000_000) => {
  const to = at('to')
  try {
    const mime_type = await convert(from, to, { purpose, ffmpeg, bytes_max, signal })
    const { size: bytes } = statSync(to)
    const told = await typeOf(readFileSync(to).subarray(0, 4_100), null)
    return { ...(await examine(to, mime_type, ffmpeg, signal)), mime_type, bytes, told, to }
  } catch (error) {
    if (error instanceof MediaRefused) return error.reason
    throw error
  }
}

const done = async (from: string, purpose: MediaPurpose) => {
  const result = await converted(from, purpose)
  assert.ok(typeof result === 'object', `${from} as ${purpose}: ${result}`)
  return result
}

const streamsOf = (path: string): string[] => {
  const what = ['-v', 'error', '-show_entries', 'stream=codec_name', '-of', 'csv=p=0', path]
  return execFileSync(ffmpeg?.ffprobe ?? 'ffprobe', what)
    .toString()
    .trim()
    .split('\n')
}

test('a picture becomes a sticker of 512 pixels that stays transparent and small, and one that moves goes on moving', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const loud = sharp({
    create: { width: 900, height: 300, channels: 3, background: '#fff', noise }
  })
  for (const [name, from] of [
    ['a.png', await picture(900, 300, 0.5).png().toBuffer()],
    ['a.jpg', await picture(20, 30).flatten().jpeg().toBuffer()],
    ['loud.png', await loud.png().toBuffer()]
  ] as const) {
    const sticker = await done(written(name, from), 'sticker')
    assert.deepEqual([sticker.told, sticker.width, sticker.height], ['image/webp', 512, 512], name)
    assert.ok(sticker.bytes <= 100 * 1024, `${name} has ${sticker.bytes} bytes`)
    const { data, info } = await sharp(sticker.to).raw().toBuffer({ resolveWithObject: true })
    assert.deepEqual([info.channels, data[3]], [4, 0], 'what was added at its sides is transparent')
  }
  const frames = await Promise.all(
    ['#f00', '#0f0', '#00f'].map((background) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background } })
        .png()
        .toBuffer()
    )
  )
  const gif = await sharp(frames, { join: { animated: true } })
    .gif({ delay: [100, 100, 100] })
    .toBuffer()
  const moving = await done(written('moving.gif', gif), 'sticker')
  const { pages, pageHeight, delay } = await sharp(moving.to, { animated: true }).metadata()
  assert.deepEqual([pages, pageHeight, delay], [3, 512, [100, 100, 100]])
  assert.deepEqual([moving.told, moving.width, moving.height], ['image/webp', 512, 512])
})

test('a picture that apps do not show becomes a JPEG the right way up, without what else it tells', async () => {
  const turned = await picture(40, 20).webp().withMetadata({ orientation: 6 }).toBuffer()
  const photo = await done(written('turned.webp', turned), 'image')
  assert.deepEqual([photo.told, photo.width, photo.height], ['image/jpeg', 20, 40])
  const { exif, orientation } = await sharp(photo.to).metadata()
  assert.deepEqual([exif, orientation], [undefined, undefined])
  const large = await done(
    written('large.webp', await picture(6_000, 3_000).webp().toBuffer()),
    'image'
  )
  assert.deepEqual([large.width, large.height], [4_096, 2_048])
  const small = await sharp(large.thumbnail as Buffer).metadata()
  assert.deepEqual([small.format, small.width, small.height], ['jpeg', 72, 36])
})

test('a picture to be shown of somebody becomes a square of 640 pixels, its middle, without where it was taken', async () => {
  const stripes = await sharp({
    create: { width: 900, height: 300, channels: 3, background: '#f00' }
  })
    .composite([
      {
        input: { create: { width: 300, height: 300, channels: 3, background: '#00f' } },
        left: 300,
        top: 0
      }
    ])
    .withExif({ IFD3: { GPSLatitude: '30/1 2/1 0/1' } })
    .jpeg()
    .toBuffer()
  for (const [name, from] of [
    ['stripes.jpg', stripes],
    ['square.png', await picture(640, 640, 0).png().toBuffer()],
    ['small.webp', await picture(192, 300).webp().toBuffer()]
  ] as const) {
    const shown = await done(written(name, from), 'picture')
    assert.deepEqual([shown.told, shown.width, shown.height], ['image/jpeg', 640, 640], name)
    assert.ok(shown.bytes < 512 * 1024)
    assert.equal((await sharp(shown.to).metadata()).exif, undefined)
  }
  const { to } = await done(at('stripes.jpg'), 'picture')
  const { data } = await sharp(to).raw().toBuffer({ resolveWithObject: true })
  const [red = 0, , blue = 0] = data.subarray((320 * 640 + 20) * 3)
  assert.ok(red < 60 && blue > 200, 'its sides are cut off')
})

test('videos, GIFs, video notes and voice messages become what apps play', {
  skip: without
}, async () => {
  const webm = made(
    'a.webm',
    ...film('65x49'),
    ...tone,
    '-c:v',
    'libvpx',
    '-c:a',
    'libopus',
    '-t',
    '1'
  )
  const video = await done(webm, 'video')
  assert.deepEqual(streamsOf(video.to), ['h264', 'aac'])
  assert.deepEqual([video.told, video.width, video.height], ['video/mp4', 64, 50])
  assert.ok(Math.abs((video.seconds ?? 0) - 1) < 0.3)
  assert.equal((await sharp(video.thumbnail as Buffer).metadata()).width, 72)
  const note = await done(webm, 'video_note')
  assert.deepEqual([streamsOf(note.to), note.width, note.height], [['h264', 'aac'], 480, 480])
  const gif = await done(made('a.gif', ...film('31x21')), 'gif')
  assert.deepEqual([streamsOf(gif.to), gif.told], [['h264'], 'video/mp4'])
  const silent = await done(webm, 'gif')
  assert.deepEqual(streamsOf(silent.to), ['h264'], 'a GIF makes no sound')
  for (const name of ['a.mp3', 'a.wav', 'a.m4a', 'b.webm', 'a.flac']) {
    const voice = await done(made(name, ...tone), 'voice')
    assert.deepEqual([voice.told, streamsOf(voice.to)], ['audio/ogg; codecs=opus', ['opus']], name)
    assert.deepEqual([Math.round(voice.seconds ?? 0), voice.waveform?.length], [2, 64], name)
  }
})

test('what cannot be converted is refused with its reason', { skip: without }, async () => {
  const text = written('a.txt', Buffer.from('no picture at all'))
  const film_only = made('silent.mp4', ...film('64x48'), '-pix_fmt', 'yuv420p')
  const cut = written('cut.mp4', readFileSync(film_only).subarray(0, 500))
  const half = await picture(300, 300).png().toBuffer()
  const bomb = written('bomb.png', pictureBomb())
  const wide = made('wide.mkv', '-i', bomb, '-c', 'copy')
  const refusals: [string, MediaPurpose, MediaReason, number?][] = [
    [text, 'image', 'wrong_type'],
    [text, 'sticker', 'wrong_type'],
    [text, 'video', 'transcoding_failed'],
    [film_only, 'voice', 'transcoding_failed'],
    [cut, 'gif', 'transcoding_failed'],
    [written('half.png', half.subarray(0, half.length / 2)), 'sticker', 'damaged'],
    // Small files that fill the memory when they are opened.
    [bomb, 'image', 'too_large'],
    [bomb, 'sticker', 'too_large'],
    [wide, 'video', 'transcoding_failed'],
    // A small file that becomes a large one.
    [
      made('long.mp3', '-f', 'lavfi', '-i', 'sine=d=60', '-b:a', '8k'),
      'voice',
      'too_large',
      100_000
    ]
  ]
  assert.ok(statSync(bomb).size < 100_000 && statSync(wide).size < 100_000)
  for (const [from, purpose, reason, bytes_max] of refusals)
    assert.equal(await converted(from, purpose, bytes_max), reason, `${from} as ${purpose}`)
  await assert.rejects(examine(wide, 'video/x-matroska', ffmpeg, signal), { reason: 'too_large' })
  const alone = { purpose: 'voice', ffmpeg: null, bytes_max: 1_000, signal } as const
  await assert.rejects(convert(text, at('to'), alone), { reason: 'transcoding_unavailable' })
})

test('the pages of a PDF are counted, however it is written, and a damaged one has none', async () => {
  const page = '<</Type/Page/Parent 2 0 R/Resources<</Font<<>>>>>>'
  const root = '<</Type/Catalog/Pages 2 0 R>>'
  const outline = '5 0 obj<</Type/Outlines/Count 99>>endobj'
  const plain = `%PDF-1.4\n1 0 obj${root}endobj\n2 0 obj\n<< /Count 12 /Kids [3 0 R] /Resources << /A << >> >> /Type /Pages >>\nendobj\n3 0 obj<</Type/Pages/Parent 2 0 R/Count 7>>endobj\n${outline}\n4 0 obj${page}endobj`
  const packed = deflateSync(`2 0 3 80 <</Type/Pages/Kids[3 0 R]/Count 345>> ${page}`)
  const stream = (content: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(
        `%PDF-1.5\n9 0 obj\n<</Type/ObjStm/N 2/First 9/Filter/FlateDecode/Length ${content.length}>>\nstream\r\n`
      ),
      content,
      Buffer.from('\nendstream\nendobj')
    ])
  const cases: [Buffer, number | null][] = [
    [Buffer.from(plain), 12],
    [stream(packed), 345],
    [stream(packed.subarray(0, 20)), null],
    [stream(deflateSync(Buffer.alloc(50_000_000))), null],
    [Buffer.from('%PDF-1.4\n'), null]
  ]
  for (const [content, pages] of cases)
    assert.equal(await pageCountOf(written('a.pdf', content)), pages)
})
