import type { WebhookBatch } from '../../domain/webhook-batch.ts'
import type { Tx } from '../../lib/db.ts'

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
    `update webhooks set enabled = false, disabled_reason = $2,
       held_until = case when held_until is not null then now() end
     where id = $1 and enabled returning id`,
    [webhook_id, reason],
    'disable_webhook'
  )
  return rows.length > 0
}

/** Holds webhooks for at least these seconds: nothing is sent to them but from their backlog. Gives until when. */
export const holdWebhooks = (
  tx: Tx,
  holds: { webhook_id: string; seconds: number }[]
): Promise<{ webhook_id: string; run_at: Date }[]> =>
  tx.query(
    `update webhooks w set held_until = greatest(w.held_until, now() + make_interval(secs => h.seconds))
     from unnest($1::text[], $2::float8[]) as h (id, seconds)
     where w.id = h.id
     returning w.id as webhook_id, w.held_until as run_at`,
    [holds.map((one) => one.webhook_id), holds.map((one) => one.seconds)],
    'hold_webhooks'
  )

/** A receiver has answered well: webhooks that are held on its account may be tried now. Gives those that were held. */
export const tryHeld = (
  tx: Tx,
  webhook_ids: string[]
): Promise<{ webhook_id: string; run_at: Date }[]> =>
  tx.query(
    `update webhooks set held_until = now() where id = any ($1) and held_until > now()
     returning id as webhook_id, held_until as run_at`,
    [webhook_ids],
    'try_held'
  )

/** When to come to the backlogs of these webhooks: after so many seconds, and not while they are to be left alone. */
export const timesOfDrains = (
  db: Pick<Tx, 'query'>,
  wanted: { webhook_id: string; seconds: number }[]
): Promise<{ webhook_id: string; run_at: Date }[]> =>
  db.query(
    `select w.id as webhook_id, greatest(w.held_until, now() + make_interval(secs => n.seconds)) as run_at
     from unnest($1::text[], $2::float8[]) as n (id, seconds) join webhooks w on w.id = n.id`,
    [wanted.map((one) => one.webhook_id), wanted.map((one) => one.seconds)],
    'times_of_drains'
  )

/** Begins to hold webhooks that are not held yet. Gives those, with when to come to their backlogs. */
export const beginToHold = (
  tx: Tx,
  holds: { webhook_id: string; seconds: number }[]
): Promise<{ webhook_id: string; run_at: Date }[]> =>
  tx.query(
    `update webhooks w set held_until = now() + make_interval(secs => h.seconds)
     from unnest($1::text[], $2::float8[]) as h (id, seconds)
     where w.id = h.id and w.held_until is null
     returning w.id as webhook_id, w.held_until as run_at`,
    [holds.map((one) => one.webhook_id), holds.map((one) => one.seconds)],
    'begin_to_hold'
  )

export type HeldWebhook = {
  tenant_id: string
  ordered: boolean
  /** How many events are sent at a time; null: each by itself. */
  batch: WebhookBatch | null
  held: boolean
  /** Until it may be tried. */
  wait_s: number
}

/** Whether a webhook is held, and until when; null when it was deleted. */
export const findHeld = async (
  db: Pick<Tx, 'query'>,
  webhook_id: string
): Promise<HeldWebhook | null> => {
  const [row] = await db.query<HeldWebhook>(
    `select tenant_id, ordered, batch, held_until is not null as held,
       greatest(coalesce(extract(epoch from held_until - now())::float8, 0), 0) as wait_s
     from webhooks where id = $1`,
    [webhook_id],
    'find_held'
  )
  return row ?? null
}

/**
 * Waits until nobody else decides about the webhook, nor puts an event into its backlog, so that the next statement sees what
 * they have done. An event that is put for a webhook that is held locks it for key share: only the whole lock waits for that.
 */
export const lockWebhook = async (tx: Tx, webhook_id: string): Promise<void> => {
  await tx.query('select from webhooks where id = $1 for update', [webhook_id], 'lock_webhook')
}

/** Locks webhooks in one order, before anything of their deliveries. */
export const lockWebhooks = async (tx: Tx, webhook_ids: string[]): Promise<void> => {
  await tx.query(
    'select from webhooks where id = any ($1) order by id for no key update',
    [webhook_ids],
    'lock_webhooks'
  )
}

export const letGo = async (tx: Tx, webhook_id: string): Promise<void> => {
  await tx.query(
    'update webhooks set held_until = null where id = $1 and held_until is not null',
    [webhook_id],
    'let_webhook_go'
  )
}
