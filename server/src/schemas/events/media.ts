import { Media } from '../media.ts'
import { eventType } from './event-type.ts'
import { media_example } from './examples.ts'

export const media_events = {
  'media.ready': eventType(
    'A file is there: one that came with a message, or one from an address.',
    Media,
    media_example
  ),
  'media.unavailable': eventType('A file cannot be had; `reason` says why.', Media, {
    ...media_example,
    status: 'unavailable',
    reason: 'not_found',
    sha256: null,
    bytes: null
  })
}
