import type { Route } from '../../route.ts'
import { streamSessionEventsRoute } from '../events/stream.ts'
import { createSessionRoute } from './create.ts'
import { deleteSessionRoute } from './delete.ts'
import { readSessionLimitsRoute } from './limits.ts'
import { createLinkTokenRoute } from './link-token.ts'
import { listSessionsRoute } from './list.ts'
import { logoutSessionRoute } from './logout.ts'
import { own_account_routes } from './own-account.ts'
import { sessionPairingCodeRoute } from './pairing-code.ts'
import { session_passkey_routes } from './passkey.ts'
import { own_picture_routes } from './picture.ts'
import { readSessionProfileRoute } from './profile.ts'
import { sessionQrRoute } from './qr.ts'
import { readSessionRoute } from './read.ts'
import { restartSessionRoute } from './restart.ts'
import { startSessionRoute } from './start.ts'
import { readSessionStatusRoute } from './status.ts'
import { stopSessionRoute } from './stop.ts'
import { updateSessionRoute } from './update.ts'
import { readSessionUptimeRoute } from './uptime.ts'

/** Linked numbers, and what links them. */
export const session_routes: Route[] = [
  createSessionRoute,
  listSessionsRoute,
  readSessionRoute,
  updateSessionRoute,
  deleteSessionRoute,
  startSessionRoute,
  stopSessionRoute,
  restartSessionRoute,
  logoutSessionRoute,
  sessionQrRoute,
  sessionPairingCodeRoute,
  ...session_passkey_routes,
  createLinkTokenRoute,
  readSessionStatusRoute,
  readSessionLimitsRoute,
  readSessionProfileRoute,
  ...own_account_routes,
  ...own_picture_routes,
  readSessionUptimeRoute,
  streamSessionEventsRoute
]
