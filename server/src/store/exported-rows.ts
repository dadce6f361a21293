import { messageColumns } from '../domain/columns.ts'

/** A file of an export: what is in it, from where, and in which order it is read. */
export type ExportedRows = { says: string; columns: string; from: string; key: string[] }

const of_key = (table: string, columns: string, says: string): ExportedRows => ({
  says,
  columns,
  from: table,
  key: ['id']
})
/** Rows that no id of their own names. */
const of_keys = (from: string, key: string, columns: string, says: string): ExportedRows => ({
  says,
  columns,
  from,
  key: key.split(', ')
})

const invoice_columns = `id, kind, status, credited_invoice_id, issuer, year, number, currency, lines, net_minor, tax_minor, total_minor,
  tax_name, tax_rate_ppm, note, seller, buyer, issued_at, due_at, voided_at`

/** What an export has, by the name of its file. No secret, no key and nothing that is sealed is among it. */
export const exported_rows = {
  account: of_key('tenants', 'id, name, created_at', 'The account.'),
  branding: of_keys(
    'brandings',
    'tenant_id',
    'name, color, embed_origins, logo is not null as has_logo, updated_at',
    'How the linking page looks, without the picture.'
  ),
  users: of_key(
    'users',
    'id, email, name, role, status, email_verified_at, last_login_at, created_at, updated_at',
    'Its users.'
  ),
  members: of_keys(
    `(select m.tenant_id, m.id, m.user_id, u.email, u.name, m.role, m.created_at, m.updated_at
       from memberships m join users u on u.id = m.user_id) t`,
    'id',
    'id, user_id, email, name, role, created_at, updated_at',
    'Who is in the team, and as what, those among them who belong to another account.'
  ),
  invitations: of_key(
    'team_invitations',
    'id, email, role, invited_by, language, created_at, sent_at, expires_at',
    'Who is invited into the team and has not answered.'
  ),
  logins: of_key(
    'refresh_tokens',
    'id, user_id, family_id as device_id, user_agent, host(ip) as ip, created_at, expires_at, used_at, revoked_at, acts_in',
    'Logins that are kept, each time one was renewed, and the account they act in where it is another one.'
  ),
  subscriptions: of_key(
    'subscriptions',
    `id, plan_id, status, current_period_start, current_period_end, price_id, price_currency, price_interval, price_minor,
      stage, stage_since, past_due_since, limited_since, trial_ends_at, cancel_at_period_end, next_plan_id,
      next_price_id, keep_session_ids, created_at, updated_at, sessions_max, messages_per_month_max,
      messages_per_minute_max, requests_per_minute_max, webhooks_max, api_keys_max, members_max, media_bytes_max, media_days, message_days,
      instance_mode, workers_max, cpu_millis, memory_mb`,
    'What was subscribed to, and what it allows.'
  ),
  prices: of_key(
    'customer_prices',
    'id, plan_id, item, currency, interval, amount_minor, units, active, created_at',
    'Prices agreed with this account alone.'
  ),
  billing: of_keys(
    'billing_details',
    'name',
    'name, address, country, tax_id, email, language, updated_at',
    'Whom invoices name as the buyer.'
  ),
  invoices: of_keys(
    `(select tenant_id, ${invoice_columns} from invoices where number is not null) t`,
    'id',
    invoice_columns,
    'Invoices and credit notes.'
  ),
  payments: of_key(
    'payments',
    'id, invoice_id, provider, reference, status, amount_minor, currency, refunded_minor, wallet_minor, paid_at, created_at',
    'What was paid of them.'
  ),
  refunds: of_key(
    'refunds',
    'id, payment_id, status, amount_minor, currency, reason, error, created_at, finished_at',
    'What was given back of them.'
  ),
  checkouts: of_key(
    'checkouts',
    'id, provider, status, price_id, invoice_id, currency, amount_minor, instructions, error, created_at',
    'Attempts to pay.'
  ),
  wallet: of_key(
    'wallet_entries',
    'id, currency, amount_minor, kind, invoice_id, payment_id, created_at',
    'What went into the wallet and out of it.'
  ),
  paid_periods: of_keys(
    'paid_periods',
    'invoice_id',
    'invoice_id, plan_id, price_id, currency, interval, amount_minor, starts_at, ends_at, created_at',
    'Times for which a plan was paid.'
  ),
  passkeys: of_key(
    'passkeys',
    'id, user_id, name, transports, backed_up, created_at, last_used_at',
    'Passkeys that log in. What their signatures are checked with is left out.'
  ),
  sessions: of_key(
    'sessions',
    `id, session_name, status, status_reason, status_since, desired, phone_number, jid, lid, push_name, platform, linked_at,
      connected_at, last_seen_at, created_at, updated_at, messages_per_minute, pause_between_messages_ms, reject_calls, reject_calls_text, keep_statuses,
      restricted_until,
      restriction, new_chats_status, new_chats_used, new_chats_total, new_chats_renew_at`,
    'WhatsApp sessions. Keys and credentials are left out: whoever has them can use the number.'
  ),
  session_spans: of_keys(
    '(select tenant_id, session_id, began_at::text as began_at, ended_at, state, reason from session_spans where tenant_id = $1) t',
    'session_id, began_at',
    'session_id, state, reason, began_at, ended_at',
    'When each session was connected.'
  ),
  messages: of_key(
    'messages',
    `${messageColumns()}, canceled_at`,
    'Messages with their content, as GET /api/v1/messages shows them.'
  ),
  reactions: of_keys(
    'message_reactions',
    'message_id, reactor_id',
    'message_id, session_id, reactor_id, emoji, reacted_at',
    'Reactions to messages. An empty emoji: taken back.'
  ),
  answers: of_keys(
    'message_answers',
    'message_id, answerer_id',
    'message_id, session_id, answerer_id, answer, answered_at',
    'Votes in polls and answers to events.'
  ),
  receipts: of_keys(
    'message_receipts',
    'message_id, person_id',
    'message_id, session_id, person_id, delivered_at, read_at, played_at',
    'Who of a group has had and read a message.'
  ),
  chats: of_keys(
    'chats',
    'session_id, chat_id',
    'session_id, chat_id, last_message_id, unread_count, name',
    'Chats.'
  ),
  chat_settings: of_keys(
    'chat_settings',
    'session_id, chat_id',
    'session_id, chat_id, name, archived, pinned_at, muted, muted_until, marked_unread, disappearing_seconds, cleared_at, hidden',
    'What the account has set for its chats.'
  ),
  labels: of_keys(
    'labels',
    'session_id, label_id',
    'session_id, label_id, name, color, predefined_id, deleted',
    'Labels.'
  ),
  label_marks: of_keys(
    'label_marks',
    'session_id, label_id, chat_id, whatsapp_id, direction',
    'session_id, label_id, chat_id, whatsapp_id, direction',
    'Which chats and messages carry labels.'
  ),
  contacts: of_key(
    'contacts',
    'id, session_id, jid, lid, user_name, push_name, saved_name, business_name, status_muted, joined_into, created_at',
    'Contacts. One with joined_into turned out to be the same person as that one.'
  ),
  lids: of_keys(
    'lids',
    'session_id, lid',
    'session_id, lid, jid, learned_at',
    'Other addresses of the same people.'
  ),
  media: of_key(
    'media',
    'id, session_id, message_id, source, status, reason, sha256, bytes, mime_type, file_name, width, height, seconds, page_count, created_at, expires_at',
    'Files. The content of one with a sha256 is files/<sha256>.'
  ),
  webhooks: of_key(
    'webhooks',
    'id, session_id, session_ids, url, description, event_types, filter, header_names, ordered, batch, enabled, disabled_reason, created_at, updated_at',
    'Webhooks, without their secrets.'
  ),
  webhook_deliveries: of_key(
    'webhook_deliveries',
    'id, webhook_id, event_id, status, attempts, response_status, response_ms, last_error, created_at, finished_at',
    'What was sent to webhooks.'
  ),
  webhook_attempts: of_key(
    'webhook_attempts',
    'id, delivery_id, at, url, headers, response_status, response_ms, response_body, error',
    'Each attempt at a delivery, and what was answered.'
  ),
  templates: of_key(
    'templates',
    'id, name, description, version, created_at, updated_at',
    'Templates of texts.'
  ),
  template_versions: of_keys(
    `(select tenant_id, template_id, lpad(version::text, 10, '0') as place, version, default_language, texts, variables, created_at from template_versions where tenant_id = $1) t`,
    'template_id, place',
    'template_id, version, default_language, texts, variables, created_at',
    'What each version of a template says.'
  ),
  opt_outs: of_key(
    'opt_outs',
    'id, address, source, word, message_id, created_at',
    'People who do not want to be written to.'
  ),
  opt_out_words: of_keys(
    'opt_out_settings',
    'tenant_id',
    'stop_words, start_words, updated_at',
    'The words with which people opt out, where they were chosen.'
  ),
  incoming_webhooks: of_key(
    'incoming_webhooks',
    'id, session_id, name, recipient, template_id, language, per_minute, enabled, last_used_at, created_at, updated_at',
    'Incoming webhooks, without their addresses.'
  ),
  api_keys: of_key(
    'api_keys',
    'id, user_id, name, prefix, scopes, allowed_addresses, session_ids, requests_per_minute_max, expires_at, last_used_at, revoked_at, created_at, created_by_key_id',
    'API keys, without the keys.'
  ),
  api_key_requests: of_key(
    'api_key_requests',
    'id, api_key_id, at, method, route, status, ms, request_id, code, host(ip) as ip, body',
    'What was asked with API keys.'
  ),
  events: of_key('events', 'id, session_id, type, data, created_at', 'Events.'),
  audit_log: of_key(
    'audit_log',
    'id, actor_id, action, target_id, host(ip) as ip, details, created_at',
    'The audit log.'
  ),
  mails: of_key(
    'mails',
    'id, kind, language, recipient, status, created_at, finished_at',
    'Mails to its users.'
  ),
  usage: of_keys(
    '(select tenant_id, metric, period_start::text as period_start, sum(used)::bigint as used from usage_stats where tenant_id = $1 group by 1, 2, 3) t',
    'metric, period_start',
    'metric, period_start, used',
    'What was used, by month.'
  ),
  message_stats: of_keys(
    `(select tenant_id, (quarter at time zone 'UTC')::date::text as day, session_id, direction, type, sum(messages)::bigint as messages,
       sum(sent)::bigint as sent, sum(delivered)::bigint as delivered, sum(read)::bigint as read, sum(failed)::bigint as failed, sum(canceled)::bigint as canceled
      from message_stats where tenant_id = $1 group by 1, 2, 3, 4, 5) t`,
    'day, session_id, direction, type',
    'day, session_id, direction, type, messages, sent, delivered, read, failed, canceled',
    'Messages by day (UTC).'
  )
} as const satisfies Record<string, ExportedRows>

export type ExportedName = keyof typeof exported_rows
