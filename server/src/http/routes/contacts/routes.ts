import type { Route } from '../../route.ts'
import { readContactAboutRoute } from './about.ts'
import { blockContactRoute, unblockContactRoute } from './block.ts'
import { readBlocklistRoute } from './blocklist.ts'
import { checkContactsRoute } from './check.ts'
import { readLidRoute } from './lid.ts'
import { listContactsRoute } from './list.ts'
import { readContactPictureRoute } from './picture.ts'
import { watchPresenceRoute } from './presence.ts'
import { readContactRoute } from './read.ts'

/** People, as a session knows them. */
export const contact_routes: Route[] = [
  listContactsRoute,
  readContactRoute,
  checkContactsRoute,
  readContactPictureRoute,
  readContactAboutRoute,
  blockContactRoute,
  unblockContactRoute,
  readBlocklistRoute,
  readLidRoute,
  watchPresenceRoute
]
