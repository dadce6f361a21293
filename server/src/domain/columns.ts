import type { ContactRow } from './contact.ts'
import type { MediaRow, RenditionRow } from './media.ts'
import type { MessageRow } from './message.ts'
import type { PlanLimits, PlanRow, SubscriptionRow } from './plan.ts'
import type { SessionRow } from './session.ts'

/**
 * The columns of a row, by name. A prepared statement with `*` is refused as soon as a migration adds a column, and processes of the
 * version before run on for minutes then.
 */
const columnsOf = <Row extends object>(names: { [Column in keyof Row]-?: true }) => {
  const columns = Object.keys(names)
  return (table?: string): string =>
    columns.map((column) => (table === undefined ? column : `${table}.${column}`)).join(', ')
}

export const messageColumns = columnsOf<MessageRow>({
  id: true,
  tenant_id: true,
  session_id: true,
  direction: true,
  status: true,
  whatsapp_id: true,
  chat_id: true,
  sender_id: true,
  push_name: true,
  type: true,
  content: true,
  error: true,
  whatsapp_at: true,
  queued_at: true,
  sent_at: true,
  delivered_at: true,
  read_at: true,
  failed_at: true,
  priority: true,
  send_at: true,
  expires_at: true,
  recipient: true,
  edited_at: true,
  deleted_at: true,
  recipients_count: true,
  delivered_count: true,
  read_count: true,
  played_count: true,
  played_at: true,
  pinned_until: true,
  starred_at: true,
  deleted_for_me: true,
  disappears_at: true,
  kept_at: true,
  traceparent: true
})

export const sessionColumns = columnsOf<Omit<SessionRow, 'webhook_url'>>({
  id: true,
  tenant_id: true,
  session_name: true,
  status: true,
  status_reason: true,
  desired: true,
  instance_id: true,
  phone_number: true,
  jid: true,
  lid: true,
  push_name: true,
  platform: true,
  qr: true,
  qr_expires_at: true,
  pairing_phone_number: true,
  linked_at: true,
  connected_at: true,
  last_seen_at: true,
  created_at: true,
  updated_at: true,
  messages_per_minute: true,
  pause_between_messages_ms: true,
  reject_calls: true,
  reject_calls_text: true,
  keep_statuses: true,
  status_since: true,
  next_attempt_at: true,
  pairing_expires_at: true,
  logout_requested_at: true,
  passkey_options: true,
  passkey_expires_at: true,
  passkey_code: true,
  passkey_confirm: true,
  passkey_code_expires_at: true,
  restricted_until: true,
  restriction: true,
  new_chats_status: true,
  new_chats_used: true,
  new_chats_total: true,
  new_chats_renew_at: true,
  limits_read_at: true,
  first_messages_wait: true,
  last_heard: true,
  last_heard_at: true,
  unhealthy_since: true,
  proxy: true
})

export const mediaColumns = columnsOf<MediaRow>({
  id: true,
  tenant_id: true,
  session_id: true,
  message_id: true,
  source: true,
  status: true,
  reason: true,
  sha256: true,
  bytes: true,
  mime_type: true,
  file_name: true,
  width: true,
  height: true,
  seconds: true,
  page_count: true,
  thumbnail: true,
  waveform: true,
  origin: true,
  attempts: true,
  next_attempt_at: true,
  created_at: true,
  expires_at: true
})

export const renditionColumns = columnsOf<RenditionRow>({
  media_id: true,
  purpose: true,
  tenant_id: true,
  status: true,
  reason: true,
  sha256: true,
  bytes: true,
  mime_type: true,
  width: true,
  height: true,
  seconds: true,
  thumbnail: true,
  waveform: true,
  created_at: true
})

const limits = {
  sessions_max: true,
  messages_per_month_max: true,
  messages_per_minute_max: true,
  requests_per_minute_max: true,
  webhooks_max: true,
  api_keys_max: true,
  members_max: true,
  media_bytes_max: true,
  media_days: true,
  message_days: true,
  instance_mode: true,
  workers_max: true,
  cpu_millis: true,
  memory_mb: true
} as const

export const limitColumns = columnsOf<PlanLimits>(limits)

export const planColumns = columnsOf<PlanRow>({
  id: true,
  code: true,
  name: true,
  description: true,
  price_cents: true,
  currency: true,
  is_public: true,
  ...limits
})

export const subscriptionColumns = columnsOf<SubscriptionRow>({
  id: true,
  tenant_id: true,
  plan_id: true,
  status: true,
  current_period_start: true,
  current_period_end: true,
  price_id: true,
  price_currency: true,
  price_interval: true,
  price_minor: true,
  stage: true,
  stage_since: true,
  past_due_since: true,
  reminders_sent: true,
  reminded_at: true,
  trial_ends_at: true,
  cancel_at_period_end: true,
  next_plan_id: true,
  next_price_id: true,
  keep_session_ids: true,
  created_at: true,
  ...limits
})

export const contactColumns = columnsOf<ContactRow>({
  id: true,
  session_id: true,
  tenant_id: true,
  jid: true,
  lid: true,
  user_name: true,
  push_name: true,
  saved_name: true,
  business_name: true,
  status_muted: true,
  created_at: true
})
