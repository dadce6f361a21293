import { AppError } from '../../domain/errors.ts'
import type { WebhookBatch } from '../../domain/webhook-batch.ts'
import type { MessageFilter } from '../../domain/webhook-filter.ts'
import type { Reader, Tx } from '../../lib/db.ts'
import type { PageRequest } from '../../lib/page.ts'
import type { ReplaySpan } from './replay.ts'

/** A row of `webhooks`, without its secret. */
export type WebhookRow = {
  id: string
  tenant_id: string
  session_id: string | null
  is_session_url: boolean
  url: string
  description: string
  event_types: string[]
  /** Only events of these sessions; none: of all. */
  session_ids: string[]
  /** Only these messages; null: all. */
  filter: MessageFilter | null
  /** Headers of its own; what they say is sealed. */
  header_names: string[]
  /** Until when the secret before this one signs as well. */
  old_secret_until: Date | null
  ordered: boolean
  /** How many events are sent at a time; null: each by itself. */
  batch: WebhookBatch | null
  enabled: boolean
  disabled_reason: string | null
  consecutive_failures: number
  /** Nothing is sent before this time, because the receiver failed or asked for it; null: it goes on as usual. */
  held_until: Date | null
  created_at: Date
  updated_at: Date
}

const columns = `id, tenant_id, session_id, is_session_url, url, description, event_types, session_ids, filter, header_names,
  old_secret_until, ordered, batch, enabled, disabled_reason,
  consecutive_failures, held_until, created_at, updated_at`

export type NewWebhook = Pick<
  WebhookRow,
  | 'id'
  | 'tenant_id'
  | 'session_id'
  | 'is_session_url'
  | 'url'
  | 'description'
  | 'event_types'
  | 'session_ids'
  | 'filter'
  | 'header_names'
  | 'ordered'
  | 'batch'
> & { sealed_secret: Buffer; sealed_headers: Buffer | null }

export const insertWebhook = async (tx: Tx, webhook: NewWebhook): Promise<WebhookRow> => {
  const [row] = await tx.query<WebhookRow>(
    `insert into webhooks (id, tenant_id, session_id, is_session_url, url, description, event_types, ordered, sealed_secret, session_ids, filter,
       header_names, sealed_headers, batch)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning ${columns}`,
    [
      webhook.id,
      webhook.tenant_id,
      webhook.session_id,
      webhook.is_session_url,
      webhook.url,
      webhook.description,
      webhook.event_types,
      webhook.ordered,
      webhook.sealed_secret,
      webhook.session_ids,
      webhook.filter && JSON.stringify(webhook.filter),
      webhook.header_names,
      webhook.sealed_headers,
      webhook.batch && JSON.stringify(webhook.batch)
    ],
    'insert_webhook'
  )
  return row ?? notFound(webhook.id)
}

/** The webhook of the tenant, or the error not_found. */
export const getWebhook = async (
  db: Reader,
  tenant_id: string,
  webhook_id: string
): Promise<WebhookRow> => {
  const [row] = await db.query<WebhookRow>(
    `select ${columns} from webhooks where tenant_id = $1 and id = $2`,
    [tenant_id, webhook_id],
    'get_webhook'
  )
  return row ?? notFound(webhook_id)
}

/** The webhooks of the tenant, newest first. */
export const listWebhooks = (
  db: Reader,
  tenant_id: string,
  page: PageRequest & { session_id: string | null }
): Promise<WebhookRow[]> =>
  db.query(
    `select ${columns} from webhooks
     where tenant_id = $1 and ($2::text is null or session_id = $2) and ($3::text is null or id < $3)
     order by id desc limit $4 + 1`,
    [tenant_id, page.session_id, page.position, page.limit]
  )

/** How many webhooks count against the plan: those that are no session's webhook_url. */
export const countWebhooks = async (tx: Tx, tenant_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) from webhooks where tenant_id = $1 and not is_session_url',
    [tenant_id],
    'count_webhooks'
  )
  return row?.count ?? 0
}

export type WebhookChanges = {
  url: string | null
  description: string | null
  event_types: string[] | null
  session_ids: string[] | null
  /** null takes it away, undefined leaves it. */
  filter: MessageFilter | null | undefined
  headers: Pick<NewWebhook, 'header_names' | 'sealed_headers'> | null
  ordered: boolean | null
  /** null takes it away, undefined leaves it. */
  batch: WebhookBatch | null | undefined
  enabled: boolean | null
}

/** Changes what is not null. Switching on forgets why it was off and how often it had failed. */
export const updateWebhook = async (
  tx: Tx,
  tenant_id: string,
  webhook_id: string,
  changes: WebhookChanges
): Promise<WebhookRow> => {
  const [row] = await tx.query<WebhookRow>(
    `update webhooks set
       url = coalesce($3, url),
       description = coalesce($4, description),
       event_types = coalesce($5, event_types),
       ordered = coalesce($7, ordered),
       session_ids = coalesce($8, session_ids),
       filter = case when $10 then $9::jsonb else filter end,
       header_names = coalesce($11, header_names),
       sealed_headers = case when $11::text[] is null then sealed_headers else $12 end,
       batch = case when $14 then $13::jsonb else batch end,
       enabled = coalesce($6, enabled),
       disabled_reason = case when $6 then null else disabled_reason end,
       consecutive_failures = case when $6 then 0 else consecutive_failures end
     where tenant_id = $1 and id = $2 returning ${columns}`,
    [
      tenant_id,
      webhook_id,
      changes.url,
      changes.description,
      changes.event_types,
      changes.enabled,
      changes.ordered,
      changes.session_ids,
      changes.filter ? JSON.stringify(changes.filter) : null,
      changes.filter !== undefined,
      changes.headers?.header_names ?? null,
      changes.headers?.sealed_headers ?? null,
      changes.batch ? JSON.stringify(changes.batch) : null,
      changes.batch !== undefined
    ],
    'update_webhook'
  )
  return row ?? notFound(webhook_id)
}

export const setWebhookSecret = async (
  tx: Tx,
  tenant_id: string,
  webhook_id: string,
  sealed_secret: Buffer
): Promise<WebhookRow> => {
  const [row] = await tx.query<WebhookRow>(
    `update webhooks set sealed_secret = $3 where tenant_id = $1 and id = $2 returning ${columns}`,
    [tenant_id, webhook_id, sealed_secret],
    'set_webhook_secret'
  )
  return row ?? notFound(webhook_id)
}

/** Has the secret that signs now sign for so much longer, beside the one that takes its place. */
export const keepOldSecret = async (tx: Tx, webhook_id: string, until: Date): Promise<void> => {
  await tx.query(
    'update webhooks set old_sealed_secret = sealed_secret, old_secret_until = $2 where id = $1',
    [webhook_id, until],
    'keep_old_secret'
  )
}

/** Points a session's webhook_url elsewhere; null when the session has none. */
export const moveSessionWebhook = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  url: string
): Promise<WebhookRow | null> => {
  const [row] = await tx.query<WebhookRow>(
    `update webhooks set url = $3, enabled = true, disabled_reason = null, consecutive_failures = 0
     where tenant_id = $1 and session_id = $2 and is_session_url returning ${columns}`,
    [tenant_id, session_id, url],
    'move_session_webhook'
  )
  return row ?? null
}

export const deleteSessionWebhook = async (
  tx: Tx,
  tenant_id: string,
  session_id: string
): Promise<void> => {
  await tx.query(
    'delete from webhooks where tenant_id = $1 and session_id = $2 and is_session_url',
    [tenant_id, session_id],
    'delete_session_webhook'
  )
}

export const deleteWebhook = async (
  tx: Tx,
  tenant_id: string,
  webhook_id: string
): Promise<void> => {
  const rows = await tx.query(
    'delete from webhooks where tenant_id = $1 and id = $2 returning id',
    [tenant_id, webhook_id],
    'delete_webhook'
  )
  if (rows.length === 0) notFound(webhook_id)
}

/** What waits in the backlog of the webhook is looked at now, under its new settings. */
export const wakeWebhook = async (tx: Tx, webhook_id: string): Promise<void> => {
  await tx.query('select wake_webhook($1)', [webhook_id], 'wake_webhook')
}

/** Puts what was chosen of what a webhook missed in the queue. False while an earlier one is still at it. */
export const startReplay = async (
  tx: Tx,
  { webhook_id, since, until, chosen }: ReplaySpan
): Promise<boolean> => {
  const [row] = await tx.query<{ started: boolean }>(
    'select start_chosen_replay($1, $2, $3, $4) as started',
    [webhook_id, since, until, JSON.stringify(chosen)],
    'start_chosen_replay'
  )
  return row?.started ?? false
}

const notFound = (webhook_id: string): never => {
  throw new AppError('not_found', { webhook_id })
}
