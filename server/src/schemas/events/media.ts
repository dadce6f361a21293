import { Media } from '../media.ts'
import { eventType } from './event-type.ts'

export const media_events = {
  'media.ready': eventType(
    'A file is there: one that came with a message, or one from an address.',
    Media
  ),
  'media.unavailable': eventType('A file cannot be had; `reason` says why.', Media)
}
