import type { Route } from './route.ts'
import { listEventsRoute } from './routes/events/list.ts'
import { listEventTypesRoute } from './routes/events/list-types.ts'
import { streamEventsRoute, streamSessionEventsRoute } from './routes/events/stream.ts'
import { createInstanceRoute } from './routes/instances/create.ts'
import { deleteInstanceRoute } from './routes/instances/delete.ts'
import { checkInstanceRoute } from './routes/instances/health.ts'
import { listInstancesRoute } from './routes/instances/list.ts'
import { readInstanceRoute } from './routes/instances/read.ts'
import { restartInstanceRoute } from './routes/instances/restart.ts'
import { startInstanceRoute } from './routes/instances/start.ts'
import { readInstanceStatsRoute } from './routes/instances/stats.ts'
import { stopInstanceRoute } from './routes/instances/stop.ts'
import { sendMessagesRoute } from './routes/messages/bulk.ts'
import { cancelMessageRoute } from './routes/messages/cancel.ts'
import { listMessagesRoute } from './routes/messages/list.ts'
import { readMessageRoute } from './routes/messages/read.ts'
import { retryMessageRoute } from './routes/messages/retry.ts'
import { sendMessageRoute } from './routes/messages/send.ts'
import { live_page_routes } from './routes/session-auth/live-page.ts'
import { validateNamedSessionRoute, validateSessionRoute } from './routes/session-auth/validate.ts'
import { createSessionRoute } from './routes/sessions/create.ts'
import { deleteSessionRoute } from './routes/sessions/delete.ts'
import { readSessionLimitsRoute } from './routes/sessions/limits.ts'
import { createLinkTokenRoute } from './routes/sessions/link-token.ts'
import { listSessionsRoute } from './routes/sessions/list.ts'
import { logoutSessionRoute } from './routes/sessions/logout.ts'
import { authPairingCodeRoute, sessionPairingCodeRoute } from './routes/sessions/pairing-code.ts'
import { auth_passkey_routes, session_passkey_routes } from './routes/sessions/passkey.ts'
import {
  authQrPngRoute,
  authQrRoute,
  authQrSvgRoute,
  sessionQrRoute
} from './routes/sessions/qr.ts'
import { readSessionRoute } from './routes/sessions/read.ts'
import { authRestartRoute, restartSessionRoute } from './routes/sessions/restart.ts'
import { startSessionRoute } from './routes/sessions/start.ts'
import { readSessionStatusRoute } from './routes/sessions/status.ts'
import { stopSessionRoute } from './routes/sessions/stop.ts'
import { updateSessionRoute } from './routes/sessions/update.ts'
import { readSessionUptimeRoute } from './routes/sessions/uptime.ts'
import { createWebhookRoute } from './routes/webhooks/create.ts'
import { deleteWebhookRoute } from './routes/webhooks/delete.ts'
import { enableWebhookRoute } from './routes/webhooks/enable.ts'
import { listWebhooksRoute } from './routes/webhooks/list.ts'
import { listDeliveriesRoute } from './routes/webhooks/list-deliveries.ts'
import { readWebhookRoute } from './routes/webhooks/read.ts'
import { readDeliveryRoute } from './routes/webhooks/read-delivery.ts'
import { replayWebhookRoute } from './routes/webhooks/replay.ts'
import { replayDeliveryRoute } from './routes/webhooks/replay-delivery.ts'
import { rotateWebhookSecretRoute } from './routes/webhooks/rotate-secret.ts'
import { testWebhookRoute } from './routes/webhooks/test.ts'
import { updateWebhookRoute } from './routes/webhooks/update.ts'

/** What customers work with: sessions, the instances that host them, messages, webhooks and events. */
export const resource_routes: Route[] = [
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
  readSessionUptimeRoute,
  streamSessionEventsRoute,
  createInstanceRoute,
  listInstancesRoute,
  readInstanceRoute,
  checkInstanceRoute,
  readInstanceStatsRoute,
  startInstanceRoute,
  stopInstanceRoute,
  restartInstanceRoute,
  deleteInstanceRoute,
  sendMessageRoute,
  sendMessagesRoute,
  listMessagesRoute,
  readMessageRoute,
  cancelMessageRoute,
  retryMessageRoute,
  createWebhookRoute,
  listWebhooksRoute,
  readWebhookRoute,
  updateWebhookRoute,
  deleteWebhookRoute,
  enableWebhookRoute,
  rotateWebhookSecretRoute,
  testWebhookRoute,
  replayWebhookRoute,
  listDeliveriesRoute,
  readDeliveryRoute,
  replayDeliveryRoute,
  listEventsRoute,
  streamEventsRoute,
  listEventTypesRoute
]

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
