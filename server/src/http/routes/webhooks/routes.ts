import type { Route } from '../../route.ts'
import { createWebhookRoute } from './create.ts'
import { deleteWebhookRoute } from './delete.ts'
import { enableWebhookRoute } from './enable.ts'
import { listWebhooksRoute } from './list.ts'
import { listDeliveriesRoute } from './list-deliveries.ts'
import { readWebhookRoute } from './read.ts'
import { readDeliveryRoute } from './read-delivery.ts'
import { previewReplayRoute, replayWebhookRoute } from './replay.ts'
import { replayDeliveryRoute } from './replay-delivery.ts'
import { rotateWebhookSecretRoute } from './rotate-secret.ts'
import { testWebhookRoute } from './test.ts'
import { updateWebhookRoute } from './update.ts'

/** Who is told of events, and what was delivered. */
export const webhook_routes: Route[] = [
  createWebhookRoute,
  listWebhooksRoute,
  readWebhookRoute,
  updateWebhookRoute,
  deleteWebhookRoute,
  enableWebhookRoute,
  rotateWebhookSecretRoute,
  testWebhookRoute,
  replayWebhookRoute,
  previewReplayRoute,
  listDeliveriesRoute,
  readDeliveryRoute,
  replayDeliveryRoute
]
