import { Media } from '../media.ts'
import { eventType } from './event-type.ts'
import { media_example } from './examples.ts'

export const media_events = {
  'media.ready': eventType(
    'A file can be used now: one that came with a message, or one fetched from an address.',
    Media,
    media_example
  ),
  'media.unavailable': eventType('A file is not available; `reason` says why.', Media, {
    ...media_example,
    status: 'unavailable',
    reason: 'not_found',
    sha256: null,
    bytes: null
  })
}
