import type { Route } from '../../route.ts'
import {
  createIncomingWebhookRoute,
  deleteIncomingWebhookRoute,
  listIncomingWebhooksRoute,
  readIncomingWebhookRoute,
  rotateIncomingSecretRoute,
  updateIncomingWebhookRoute
} from './manage.ts'
import { receiveIncomingRoute } from './receive.ts'

/** Secret addresses that take messages of alarm systems. */
export const incoming_webhook_routes: Route[] = [
  createIncomingWebhookRoute,
  listIncomingWebhooksRoute,
  readIncomingWebhookRoute,
  updateIncomingWebhookRoute,
  rotateIncomingSecretRoute,
  deleteIncomingWebhookRoute,
  receiveIncomingRoute
]
