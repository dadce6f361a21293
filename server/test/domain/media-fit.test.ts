import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MediaPurpose, RenditionRow } from '../../src/domain/media.ts'
import { fitFor, needsFfmpeg, sendable } from '../../src/domain/media-fit.ts'
import { hasDetails, isActive } from '../../src/domain/media-type.ts'

const file = (mime_type: string | null, more: { bytes?: number; px?: number } = {}) => ({
  mime_type,
  bytes: more.bytes ?? 1_000,
  width: more.px ?? null,
  height: more.px ?? null
})
const mib = 1024 * 1024

const fits: [MediaPurpose, ReturnType<typeof file>, ReturnType<typeof fitFor>][] = [
  ['image', file('image/jpeg'), 'as_it_is'],
  ['image', file('image/png', { bytes: 16 * mib }), 'as_it_is'],
  ['image', file('image/png', { bytes: 16 * mib + 1 }), 'convert'],
  ['image', file('image/webp'), 'convert'],
  ['image', file('image/svg+xml'), 'wrong_type'],
  ['image', file('video/mp4'), 'wrong_type'],
  ['image', file(null), 'wrong_type'],
  ['video', file('video/mp4'), 'as_it_is'],
  ['video', file('video/3gpp'), 'as_it_is'],
  ['video', file('video/quicktime'), 'convert'],
  ['video', file('image/gif'), 'wrong_type'],
  ['video_note', file('video/webm'), 'convert'],
  ['gif', file('image/gif'), 'convert'],
  ['gif', file('video/mp4'), 'as_it_is'],
  ['gif', file('image/png'), 'wrong_type'],
  ['audio', file('audio/mpeg'), 'as_it_is'],
  ['audio', file('video/mp4'), 'wrong_type'],
  ['voice', file('audio/ogg; codecs=opus'), 'as_it_is'],
  ['voice', file('audio/ogg'), 'convert'],
  ['voice', file('audio/mpeg'), 'convert'],
  ['voice', file('video/webm'), 'convert'],
  ['voice', file('video/mp4'), 'wrong_type'],
  ['sticker', file('image/webp', { px: 512, bytes: 100 * 1024 }), 'as_it_is'],
  ['sticker', file('image/webp', { px: 512, bytes: 100 * 1024 + 1 }), 'convert'],
  ['sticker', file('image/webp', { px: 256 }), 'convert'],
  ['sticker', file('image/png', { px: 512 }), 'convert'],
  ['sticker', file('application/pdf'), 'wrong_type'],
  ['document', file(null), 'as_it_is'],
  ['picture', file('image/jpeg', { px: 640 }), 'convert'],
  ['picture', file('image/webp', { px: 192 }), 'convert'],
  ['picture', file('image/png', { px: 191 }), 'too_small'],
  ['picture', file('image/png'), 'damaged'],
  ['picture', file('image/svg+xml', { px: 640 }), 'wrong_type']
]

for (const [purpose, content, expected] of fits) {
  const { mime_type, bytes, width } = content
  test(`as ${purpose}, ${mime_type ?? 'no type'} of ${bytes} bytes${width ? ` and ${width} pixels` : ''}: ${expected}`, () => {
    assert.equal(fitFor(purpose, content), expected)
  })
}

const row = (status: 'ready' | 'processing' | 'fetching' | 'unavailable', type: string | null) => ({
  ...file(type),
  status,
  reason: status === 'unavailable' ? ('damaged' as const) : null
})
const made = (status: RenditionRow['status']): RenditionRow =>
  ({ status, reason: status === 'unavailable' ? 'transcoding_failed' : null }) as RenditionRow

const states: [string, Parameters<typeof sendable>, ReturnType<typeof sendable>][] = [
  ['a ready picture goes', [row('ready', 'image/png'), undefined, 'image'], 'ready'],
  ['another type is converted first', [row('ready', 'image/webp'), undefined, 'image'], 'convert'],
  ['what is converted goes', [row('ready', 'image/webp'), made('ready'), 'image'], 'ready'],
  [
    'what is being converted waits',
    [row('ready', 'image/webp'), made('processing'), 'image'],
    'waits'
  ],
  [
    'a conversion that failed says so',
    [row('ready', 'image/webp'), made('unavailable'), 'image'],
    'transcoding_failed'
  ],
  ['what is being examined waits', [row('processing', 'image/png'), undefined, 'image'], 'waits'],
  ['of which nothing is known yet waits', [row('processing', null), undefined, 'image'], 'waits'],
  [
    'what is known to be no picture need not be waited for',
    [row('processing', 'text/plain'), undefined, 'image'],
    'wrong_type'
  ],
  ['what is gone says why', [row('unavailable', 'image/png'), undefined, 'image'], 'damaged'],
  [
    'a type that cannot be sent says so',
    [row('ready', 'text/plain'), undefined, 'voice'],
    'wrong_type'
  ]
]

for (const [what, given, expected] of states) {
  test(`a file of a message: ${what}`, () => assert.equal(sendable(...given), expected))
}

test('only sound and film are converted by ffmpeg', () => {
  const purposes: MediaPurpose[] = [
    'image',
    'sticker',
    'document',
    'audio',
    'voice',
    'video',
    'gif'
  ]
  assert.deepEqual(purposes.filter(needsFfmpeg), ['voice', 'video', 'gif'])
})

const types: [type: string, active: boolean, details: boolean][] = [
  ['text/html', true, false],
  ['text/html; charset=utf-8', true, false],
  ['image/svg+xml', true, true],
  ['application/xhtml+xml', true, false],
  ['application/rss+xml', true, false],
  ['text/xml', true, false],
  ['text/plain', false, false],
  ['image/png', false, true],
  ['application/pdf', false, true],
  ['application/pdf-like', false, false],
  ['audio/mpeg', false, true]
]

for (const [type, active, details] of types) {
  test(`${type} is ${active ? '' : 'not '}run by browsers and ${details ? '' : 'not '}examined`, () => {
    assert.deepEqual([isActive(type), hasDetails(type)], [active, details])
  })
}
