import type { Tx } from '../../lib/db.ts'
import { putDrainJobs } from '../../queue/delivery-jobs.ts'
import { putEvents } from '../../store/events/put.ts'
import { putMail } from '../../store/mails/outbox.ts'
import { findPayer } from '../../store/subscriptions/life.ts'
import { disableWebhook, type FailingWebhook } from '../../store/webhooks/health.ts'

/** A webhook is switched off after failing for this long with nothing in between that succeeded, and this often. */
const failing_hours_max = 120
const failures_min = 10

/** So long it is tried to send the mail that tells of it. */
const mail_days = 3

// A receiver that fails this often in a row is in trouble as a whole: only one delivery tries it, at growing intervals.
const trouble_min = 3
const hold_s_min = 3
const hold_s_max = 300
// A twentieth of the time for which it has been failing.
const hold_share = 0.05

export const isHopeless = (webhook: FailingWebhook): boolean =>
  webhook.failing_hours >= failing_hours_max && webhook.consecutive_failures >= failures_min

/** How long nothing is to be sent to a webhook, given what its receiver asked for; 0: it goes on. */
export const holdSeconds = (webhook: FailingWebhook, asked_s: number): number => {
  if (webhook.consecutive_failures < trouble_min) return asked_s
  const failing_s = webhook.failing_hours * 3_600
  return Math.max(asked_s, Math.min(Math.max(failing_s * hold_share, hold_s_min), hold_s_max))
}

/** Switches a webhook off and tells its tenant, by an event that says why and by a mail. */
export const disable = async (tx: Tx, webhook: FailingWebhook, reason: string): Promise<void> => {
  if (!(await disableWebhook(tx, webhook.id, reason))) return
  // What waits is told that it will not be sent.
  await putDrainJobs(tx, [{ webhook_id: webhook.id, run_at: new Date() }])
  putEvents(tx, [
    {
      tenant_id: webhook.tenant_id,
      session_id: webhook.session_id,
      type: 'webhook.disabled',
      data: { id: webhook.id, url: webhook.url, reason }
    }
  ])
  const person = await findPayer(tx, webhook.tenant_id)
  if (!person) return
  await putMail(tx, {
    tenant_id: webhook.tenant_id,
    kind: 'webhook_disabled',
    language: person.language,
    recipient: person.email,
    link_id: null,
    data: { url: withoutQuery(webhook.url) },
    expires_at: new Date(Date.now() + mail_days * 86_400_000)
  })
}

/** Tokens that an address may carry are not for mails. */
const withoutQuery = (url: string): string => {
  const read = URL.parse(url)
  return read ? `${read.origin}${read.pathname}` : url
}
