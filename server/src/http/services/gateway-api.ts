import type { Route } from '../route.ts'
import { account_routes } from '../routes/account/routes.ts'
import { analytics_routes } from '../routes/analytics/routes.ts'
import { api_key_routes } from '../routes/api-keys/routes.ts'
import { audit_log_routes } from '../routes/audit-log/routes.ts'
import { auth_routes } from '../routes/auth/routes.ts'
import { call_routes } from '../routes/calls/routes.ts'
import { channel_routes } from '../routes/channels/routes.ts'
import { chat_routes } from '../routes/chats/routes.ts'
import { contact_routes } from '../routes/contacts/routes.ts'
import { event_routes } from '../routes/events/routes.ts'
import { group_routes } from '../routes/groups/routes.ts'
import { health_routes } from '../routes/health/routes.ts'
import { incoming_webhook_routes } from '../routes/incoming-webhooks/routes.ts'
import { instance_routes } from '../routes/instances/routes.ts'
import { invitation_routes } from '../routes/invitations/routes.ts'
import { invoice_routes } from '../routes/invoices/routes.ts'
import { listPublicKeysRoute } from '../routes/keys/list.ts'
import { label_routes } from '../routes/labels/routes.ts'
import { media_routes } from '../routes/media/routes.ts'
import { membership_routes } from '../routes/memberships/routes.ts'
import { message_routes } from '../routes/messages/routes.ts'
import { opt_out_routes } from '../routes/opt-outs/routes.ts'
import { payment_routes } from '../routes/payments/routes.ts'
import { plan_routes } from '../routes/plans/routes.ts'
import { session_routes } from '../routes/sessions/routes.ts'
import { received_status_routes } from '../routes/status/received.ts'
import { status_routes } from '../routes/status/routes.ts'
import { subscription_routes } from '../routes/subscription/routes.ts'
import { template_routes } from '../routes/templates/routes.ts'
import { webhook_routes } from '../routes/webhooks/routes.ts'

/** What the gateway answers on port 3000. A noun is added here, an endpoint to the list of its noun. */
export const gateway_routes: Route[] = [
  ...health_routes,
  ...auth_routes,
  listPublicKeysRoute,
  ...membership_routes,
  ...invitation_routes,
  ...api_key_routes,
  ...plan_routes,
  ...subscription_routes,
  ...invoice_routes,
  ...payment_routes,
  ...audit_log_routes,
  ...session_routes,
  ...group_routes,
  ...channel_routes,
  ...call_routes,
  ...label_routes,
  ...status_routes,
  ...received_status_routes,
  ...instance_routes,
  ...message_routes,
  ...template_routes,
  ...media_routes,
  ...chat_routes,
  ...contact_routes,
  ...opt_out_routes,
  ...webhook_routes,
  ...incoming_webhook_routes,
  ...event_routes,
  ...analytics_routes,
  ...account_routes
]
