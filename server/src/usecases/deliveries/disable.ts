import type { Tx } from '../../lib/db.ts'
import { putEvents } from '../../queue/events.ts'
import { disableWebhook, type FailingWebhook } from '../../store/webhook-health.ts'

/** A webhook is switched off after failing for this long with nothing in between that succeeded, and this often. */
const failing_hours_max = 24
const failures_min = 10

export const isHopeless = (webhook: FailingWebhook): boolean =>
  webhook.failing_hours >= failing_hours_max && webhook.consecutive_failures >= failures_min

/** Switches a webhook off and tells its tenant why. */
export const disable = async (tx: Tx, webhook: FailingWebhook, reason: string): Promise<void> => {
  if (!(await disableWebhook(tx, webhook.id, reason))) return
  putEvents(tx, [
    {
      tenant_id: webhook.tenant_id,
      session_id: webhook.session_id,
      type: 'webhook.disabled',
      data: { id: webhook.id, url: webhook.url, reason }
    }
  ])
}
