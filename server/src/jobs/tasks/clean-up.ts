import { uptime_days_max } from '../../domain/session.ts'
import type { Db } from '../../lib/db.ts'
import { deleteOldRows, type OldRows } from '../../store/old-rows.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 2_000
const idempotency_hours = 24
// New messages reuse them for a day; whoever could not decrypt one asks again within days.
const media_upload_hours = 24 * 7
// The longest pause between two messages that can be set.
const pace_hours = 1
// The copy of a message comes right after it was sent, or when its key has been asked for again.
const early_receipt_hours = 24
// An expired token is of no use; that it was there explains a refusal for another day.
const refresh_token_days = 1
// Of what was given up one may want to see the last error. Most were only replaced while a process that died had them.
const job_hours = 24
const instance_days = 7
// Days of any time zone: the first of them may have begun a day earlier.
const span_days = uptime_days_max + 1
// As the description of GET api-keys/{id}/requests says.
const key_request_days = 7
// Long enough to answer whoever misses one.
const mail_days = 30
// Long enough to send it again.
const invitation_days = 30
// Long enough to answer a customer, or an accountant, who asks what became of a payment.
const payment_notice_days = 90
// Long enough to find out why.
const refused_fact_days = 30

/** Deletes what is older than it is kept, a little at a time. Deliveries go with their events. Returns what went. */
export const cleanUp = async (
  db: Db,
  event_days: number,
  stopping: AbortSignal
): Promise<Record<OldRows, number>> => {
  const sweep = async (table: OldRows, age: number): Promise<number> => {
    let deleted = 0
    while (!stopping.aborted) {
      const count = await deleteOldRows(db, table, age, batch)
      deleted += count
      if (count < batch) break
    }
    return deleted
  }
  return {
    events: await sweep('events', event_days),
    media_uploads: await sweep('media_uploads', media_upload_hours),
    idempotency_keys: await sweep('idempotency_keys', idempotency_hours),
    early_receipts: await sweep('early_receipts', early_receipt_hours),
    paces: await sweep('paces', pace_hours),
    refresh_tokens: await sweep('refresh_tokens', refresh_token_days),
    jobs: await sweep('jobs', job_hours),
    instances: await sweep('instances', instance_days),
    session_spans: await sweep('session_spans', span_days),
    api_key_requests: await sweep('api_key_requests', key_request_days),
    mails: await sweep('mails', mail_days),
    mail_links: await sweep('mail_links', mail_days),
    team_invitations: await sweep('team_invitations', invitation_days),
    payment_notices: await sweep('payment_notices', payment_notice_days),
    refused_facts: await sweep('refused_facts', refused_fact_days)
  }
}

/** See `cleanUp`; once an hour. */
export const cleanUpTask = defineTask({
  name: 'clean_up',
  payload: no_payload,
  schedule: '7 * * * *',
  run: async ({ db, event_days, log }, _payload, stopping) => {
    const deleted = await cleanUp(db, event_days, stopping)
    log.info({ deleted }, 'old rows deleted')
  }
})
