import type { Route } from '../../route.ts'
import { authPairingCodeRoute } from '../sessions/pairing-code.ts'
import { auth_passkey_routes } from '../sessions/passkey.ts'
import { authQrPngRoute, authQrRoute, authQrSvgRoute } from '../sessions/qr.ts'
import { authRestartRoute } from '../sessions/restart.ts'
import { live_page_routes } from './live-page.ts'
import { validateNamedSessionRoute, validateSessionRoute } from './validate.ts'

/** What is needed to link a session, for the service that does nothing else. */
export const session_link_routes: Route[] = [
  authQrRoute,
  authQrPngRoute,
  authQrSvgRoute,
  validateSessionRoute,
  validateNamedSessionRoute,
  authPairingCodeRoute,
  ...auth_passkey_routes,
  authRestartRoute,
  ...live_page_routes
]
