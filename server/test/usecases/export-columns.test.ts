import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ExportedRows, exported_rows } from '../../src/store/exported-rows.ts'
import { harness } from '../../testkit/app.ts'

const secret = 'a secret'
const next_step = 'what is to be done'
const linking = 'a code that was good for minutes'
const machines = 'machines of the operator'
const watch = 'what the service watches'

/** What an export leaves out of the tables that it has, and why. */
const left_out: Record<string, string> = {
  'api_keys.key_hash': secret,
  'api_keys.old_key_hash': secret,
  'api_keys.old_key_until': secret,
  'brandings.logo_mime_type': 'the picture says it itself',
  'chat_settings.cleared_upto': 'up to which message cleared_at reaches',
  'chat_settings.disappearing_set_at': 'decides which of two phones was last',
  'contacts.search': 'made from the names',
  'events.seq': 'their order, which is that of the lines',
  'events.xid': 'their order, which is that of the lines',
  'incoming_webhooks.secret_hash': secret,
  'invoices.due_days': 'how the day on which it is due was reckoned',
  'invoices.created_at': 'when it was drafted; a draft is none yet',
  'mails.link_id': secret,
  'mails.data': 'what a link leads to, and numbers of the texts',
  'mails.attempts': next_step,
  'mails.next_attempt_at': next_step,
  'mails.error': 'what a mail server of the operator said',
  'mails.expires_at': next_step,
  'media.thumbnail': 'made from the file',
  'media.waveform': 'made from the file',
  'media.origin': 'sealed: keys of WhatsApp',
  'media.attempts': next_step,
  'media.next_attempt_at': next_step,
  'message_stats.reason': 'why some failed, which the messages say one by one',
  'messages.secret': 'sealed: keys of WhatsApp',
  'messages.keep_refused': 'whether disappearing messages may be kept',
  'opt_out_settings.stop_folded': 'the words, as they are compared',
  'opt_out_settings.start_folded': 'the words, as they are compared',
  'checkouts.provider_reference': 'what the provider calls its page',
  'checkouts.asked_at': next_step,
  'checkouts.asks': next_step,
  'checkouts.url': 'a page of a payment provider, good for hours',
  'invoices.grants': 'what becomes a line of paid_periods',
  'paid_periods.cut_by': 'what has ended it before its time, which ends_at says',
  'paid_periods.cut_from': 'what has ended it before its time, which ends_at says',
  'payments.note': 'what the operator has noted for themselves',
  'refunds.refunded_before_minor': 'what keeps it from being made twice',
  'refunds.asked_at': next_step,
  'refunds.accepted_at': next_step,
  'refresh_tokens.token_hash': secret,
  'session_spans.last_reason': 'the reason, as it was told last',
  'sessions.instance_id': machines,
  'sessions.qr': linking,
  'sessions.qr_expires_at': linking,
  'sessions.pairing_phone_number': linking,
  'sessions.pairing_expires_at': linking,
  'sessions.next_attempt_at': next_step,
  'sessions.logout_requested_at': next_step,
  'sessions.wanted_at': 'begins a line of session_spans',
  'sessions.passkey_options': linking,
  'sessions.passkey_expires_at': linking,
  'messages.quota_return': next_step,
  'messages.quota_month': 'the month of its quota, where it was tried again in another one',
  'passkeys.credential_id': secret,
  'passkeys.public_key': secret,
  'passkeys.counter': watch,
  'passkeys.challenged_at': watch,
  'sessions.passkey_code': linking,
  'sessions.passkey_confirm': linking,
  'sessions.passkey_code_expires_at': linking,
  'sessions.limits_read_at': watch,
  'sessions.first_messages_wait': watch,
  'sessions.last_heard': watch,
  'sessions.last_heard_at': watch,
  'sessions.unhealthy_since': watch,
  'sessions.proxy': 'has a password',
  'sessions.stopped_unpaid': next_step,
  'subscriptions.kept_session_ids': next_step,
  'subscriptions.reminders_sent': next_step,
  'subscriptions.reminded_at': next_step,
  'subscriptions.worker_pids_max': machines,
  'subscriptions.worker_log_mb': machines,
  'team_invitations.round': 'how often it was sent',
  'usage_stats.shard': 'parts of one sum',
  'users.password_hash': secret,
  'wallet_entries.source': 'what keeps it from being entered twice',
  'webhook_deliveries.next_attempt_at': next_step,
  'webhooks.is_session_url': 'whether it is the webhook_url of its session',
  'webhooks.sealed_secret': secret,
  'webhooks.consecutive_failures': watch,
  'webhooks.failing_since': watch,
  'webhooks.held_until': watch,
  'webhooks.old_sealed_secret': secret,
  'webhooks.old_secret_until': secret,
  'webhooks.sealed_headers': secret
}

test('every column of a table that is exported is in the export, or left out with a reason', async (t) => {
  const app = await harness(t)
  const columns = await app.owner.query<{ table: string; name: string }>(
    `select c.relname as table, a.attname as name from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1, a.attnum`
  )
  const exports = Object.values<ExportedRows>(exported_rows)
  const missing: string[] = []
  for (const { table, name } of columns) {
    const sources = exports.filter(({ from }) =>
      new RegExp(`(^|from )${table}( |$)`, 'm').test(from)
    )
    // Whose rows they are is what the export is about.
    if (sources.length === 0 || name === 'tenant_id') continue
    const is_named = sources.some((source) =>
      new RegExp(`\\b${name}\\b`).test(`${source.columns} ${source.from}`)
    )
    if (!is_named) missing.push(`${table}.${name}`)
  }
  assert.deepEqual(
    missing.filter((one) => !left_out[one]),
    []
  )
  assert.deepEqual(
    Object.keys(left_out).filter((one) => !missing.includes(one)),
    []
  )
})
