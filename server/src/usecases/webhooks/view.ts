import type { DeliveryRow } from '../../store/webhook-deliveries/read.ts'
import type { WebhookRow } from '../../store/webhooks/webhooks.ts'

/** A webhook as callers see it: its secret was shown once. */
export const webhookView = (row: WebhookRow): Record<string, unknown> => ({
  id: row.id,
  session_id: row.session_id,
  is_session_url: row.is_session_url,
  url: row.url,
  description: row.description,
  event_types: row.event_types,
  ordered: row.ordered,
  enabled: row.enabled,
  disabled_reason: row.disabled_reason,
  consecutive_failures: row.consecutive_failures,
  held_until: row.held_until?.toISOString() ?? null,
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString()
})

export const deliveryView = (row: DeliveryRow): Record<string, unknown> => ({
  id: row.id,
  webhook_id: row.webhook_id,
  event_id: row.event_id,
  event_type: row.event_type,
  status: row.status,
  attempts: row.attempts,
  next_attempt_at: row.next_attempt_at?.toISOString() ?? null,
  response_status: row.response_status,
  response_ms: row.response_ms,
  last_error: row.last_error,
  created_at: row.created_at.toISOString(),
  finished_at: row.finished_at?.toISOString() ?? null
})
