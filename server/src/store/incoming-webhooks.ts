import { AppError } from '../domain/errors.ts'
import type { Db, Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'
import { credentials_answer_ms } from './logins.ts'

/** A row of `incoming_webhooks`, without its secret. */
export type IncomingWebhookRow = {
  id: string
  tenant_id: string
  session_id: string
  name: string
  recipient: string
  template_id: string | null
  language: string | null
  per_minute: number
  enabled: boolean
  last_used_at: Date | null
  created_at: Date
  updated_at: Date
}

/** What is known of one whose secret was given. */
export type FoundIncomingWebhook = Pick<
  IncomingWebhookRow,
  'id' | 'tenant_id' | 'session_id' | 'recipient' | 'template_id' | 'language' | 'per_minute'
>

/** Runs before a tenant is known. Null: nobody has this secret, or it counts no more. */
export const findIncomingWebhookByHash = async (
  db: Db,
  secret_hash: Buffer
): Promise<FoundIncomingWebhook | null> => {
  const [row] = await db.query<FoundIncomingWebhook>(
    'select * from auth_incoming_webhook($1)',
    [secret_hash],
    'find_incoming_webhook_by_hash',
    credentials_answer_ms
  )
  return row ?? null
}

const columns =
  'id, tenant_id, session_id, name, recipient, template_id, language, per_minute, enabled, last_used_at, created_at, updated_at'

export const insertIncomingWebhook = async (
  tx: Tx,
  one: Omit<IncomingWebhookRow, 'enabled' | 'last_used_at' | 'created_at' | 'updated_at'> & {
    secret_hash: Buffer
  }
): Promise<IncomingWebhookRow> => {
  const [row] = await tx.query<IncomingWebhookRow>(
    `insert into incoming_webhooks (id, tenant_id, session_id, name, recipient, template_id, language, per_minute, secret_hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${columns}`,
    [
      one.id,
      one.tenant_id,
      one.session_id,
      one.name,
      one.recipient,
      one.template_id,
      one.language,
      one.per_minute,
      one.secret_hash
    ],
    'insert_incoming_webhook'
  )
  return row ?? notFound(one.id)
}

export const countIncomingWebhooks = async (tx: Tx, tenant_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) from incoming_webhooks where tenant_id = $1',
    [tenant_id],
    'count_incoming_webhooks'
  )
  return row?.count ?? 0
}

/** The one of the tenant, or the error not_found. */
export const getIncomingWebhook = async (
  tx: Tx,
  tenant_id: string,
  id: string
): Promise<IncomingWebhookRow> => {
  const [row] = await tx.query<IncomingWebhookRow>(
    `select ${columns} from incoming_webhooks where tenant_id = $1 and id = $2`,
    [tenant_id, id],
    'get_incoming_webhook'
  )
  return row ?? notFound(id)
}

/** Those of the tenant, newest first. */
export const listIncomingWebhooks = (
  tx: Tx,
  tenant_id: string,
  page: PageRequest
): Promise<IncomingWebhookRow[]> =>
  tx.query(
    `select ${columns} from incoming_webhooks
     where tenant_id = $1 and ($2::text is null or id < $2) order by id desc limit $3 + 1`,
    [tenant_id, page.position, page.limit],
    'list_incoming_webhooks'
  )

export type IncomingWebhookChange = Pick<
  IncomingWebhookRow,
  'session_id' | 'name' | 'recipient' | 'template_id' | 'language' | 'per_minute' | 'enabled'
>

export const updateIncomingWebhook = async (
  tx: Tx,
  tenant_id: string,
  id: string,
  change: IncomingWebhookChange
): Promise<IncomingWebhookRow> => {
  const [row] = await tx.query<IncomingWebhookRow>(
    `update incoming_webhooks set session_id = $3, name = $4, recipient = $5, template_id = $6, language = $7, per_minute = $8,
       enabled = $9
     where tenant_id = $1 and id = $2 returning ${columns}`,
    [
      tenant_id,
      id,
      change.session_id,
      change.name,
      change.recipient,
      change.template_id,
      change.language,
      change.per_minute,
      change.enabled
    ],
    'update_incoming_webhook'
  )
  return row ?? notFound(id)
}

/** From now on the one before opens nothing. */
export const setIncomingSecret = async (
  tx: Tx,
  tenant_id: string,
  id: string,
  secret_hash: Buffer
): Promise<IncomingWebhookRow> => {
  const [row] = await tx.query<IncomingWebhookRow>(
    `update incoming_webhooks set secret_hash = $3 where tenant_id = $1 and id = $2 returning ${columns}`,
    [tenant_id, id, secret_hash],
    'set_incoming_secret'
  )
  return row ?? notFound(id)
}

export const touchIncomingWebhook = async (tx: Tx, id: string, now: Date): Promise<void> => {
  await tx.query(
    `update incoming_webhooks set last_used_at = $2
     where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')`,
    [id, now],
    'touch_incoming_webhook'
  )
}

export const deleteIncomingWebhook = async (
  tx: Tx,
  tenant_id: string,
  id: string
): Promise<void> => {
  const rows = await tx.query(
    'delete from incoming_webhooks where tenant_id = $1 and id = $2 returning id',
    [tenant_id, id],
    'delete_incoming_webhook'
  )
  if (rows.length === 0) notFound(id)
}

const notFound = (incoming_webhook_id: string): never => {
  throw new AppError('not_found', { incoming_webhook_id })
}
