import type { Route } from '../../route.ts'
import { readContactAboutRoute } from './about.ts'
import { blockContactRoute, unblockContactRoute } from './block.ts'
import { readBlocklistRoute } from './blocklist.ts'
import { checkContactsRoute } from './check.ts'
import { readLidRoute } from './lid.ts'
import { readContactPictureRoute } from './picture.ts'

/** People, as a session knows them. */
export const contact_routes: Route[] = [
  checkContactsRoute,
  readContactPictureRoute,
  readContactAboutRoute,
  blockContactRoute,
  unblockContactRoute,
  readBlocklistRoute,
  readLidRoute
]
