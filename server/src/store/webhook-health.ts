import type { Tx } from '../lib/db.ts'

/** An attempt of each of these webhooks has succeeded: what failed before is forgotten. */
export const clearFailures = async (tx: Tx, webhook_ids: string[]): Promise<void> => {
  await tx.query(
    `update webhooks set consecutive_failures = 0, failing_since = null
     where id = any ($1) and consecutive_failures > 0`,
    [webhook_ids],
    'clear_failures'
  )
}

export type FailingWebhook = {
  id: string
  tenant_id: string
  session_id: string | null
  url: string
  consecutive_failures: number
  failing_hours: number
}

/** Counts failed attempts. Returns the webhooks that are switched on, with how long they have been failing. */
export const countFailures = (
  tx: Tx,
  failures: { webhook_id: string; count: number }[]
): Promise<FailingWebhook[]> =>
  tx.query<FailingWebhook>(
    `update webhooks w set
       failing_since = case when consecutive_failures = 0 then now() else coalesce(failing_since, now()) end,
       consecutive_failures = consecutive_failures + f.count
     from unnest($1::text[], $2::int[]) as f (id, count)
     where w.id = f.id and w.enabled
     returning w.id, w.tenant_id, w.session_id, w.url, w.consecutive_failures,
       extract(epoch from now() - w.failing_since)::float8 / 3600 as failing_hours`,
    [failures.map((one) => one.webhook_id), failures.map((one) => one.count)],
    'count_failures'
  )

/** Switches a webhook off; false when it was off. */
export const disableWebhook = async (
  tx: Tx,
  webhook_id: string,
  reason: string
): Promise<boolean> => {
  const rows = await tx.query(
    'update webhooks set enabled = false, disabled_reason = $2 where id = $1 and enabled returning id',
    [webhook_id, reason],
    'disable_webhook'
  )
  return rows.length > 0
}
