import { BULLETINS } from './bulletins.ts'
import { CHANNEL_NOTIFICATIONS } from './channels.ts'
import { GROUP_NOTIFICATIONS } from './groups.ts'
import type { KnownStanza } from './known.ts'
import { NEWER_STANZAS } from './newer.ts'
import { NOTIFICATIONS } from './notifications.ts'
import { PEOPLE } from './people.ts'

export { encodeNode } from '../wire/wire.ts'
export { AT_THEIR_TIME } from './bulletins.ts'
export type { KnownStanza, StanzaContext } from './known.ts'
export { UNREADABLE_MESSAGES } from './messages.ts'
export { mutatedFrame } from './mutate.ts'
export { type Random, seededRandom } from './random.ts'
export { pairwise, variantsOf } from './variants.ts'

/** Everything that a server says unasked, with all that may be in it. */
export const KNOWN_STANZAS: KnownStanza[] = [
  ...BULLETINS,
  ...NOTIFICATIONS,
  ...GROUP_NOTIFICATIONS,
  ...CHANNEL_NOTIFICATIONS,
  ...PEOPLE,
  ...NEWER_STANZAS
]
