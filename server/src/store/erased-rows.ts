import type { Tx } from '../lib/db.ts'
import { placeOf } from './old-rows.ts'

/**
 * What an account may have much of, deleted in pieces, in an order in which no row refers to one that has gone. All else goes
 * with the rows these hang on, with the sessions, or with the tenant.
 */
export const bulky_tables = [
  'webhook_deliveries',
  'outbound',
  'message_words_due',
  'messages',
  'media',
  'media_files',
  'events',
  'contacts',
  'chats',
  'chat_settings',
  'signal_keys',
  'lids',
  'early_receipts',
  'refused_facts',
  'media_uploads',
  'message_stats',
  'api_key_requests',
  'audit_log',
  'idempotency_keys',
  'mails',
  'mail_links'
] as const

export type BulkyTable = (typeof bulky_tables)[number]

/** Deletes at most `limit` rows of a tenant, with what hangs on them. Returns how many. */
export const deleteRowsOf = async (
  tx: Tx,
  table: BulkyTable,
  tenant_id: string,
  limit: number
): Promise<number> => {
  const place = placeOf(table)
  const rows = await tx.query(
    `delete from ${table} where ${place} = any (array(select ${place} from ${table} where tenant_id = $1 limit $2)) returning 1`,
    [tenant_id, limit],
    `erase_${table}`
  )
  return rows.length
}

/** Nothing is in front of a log-out that could still be sent, called or mailed. What is being done at this moment ends by itself. */
export const holdBack = async (tx: Tx, tenant_id: string): Promise<void> => {
  const statements = [
    `update users set status = 'erasing' where tenant_id = $1 and status <> 'erasing'`,
    'update webhooks set enabled = false where tenant_id = $1 and enabled',
    'delete from mails where tenant_id = $1',
    `update sessions set desired = 'stopped' where tenant_id = $1 and desired = 'running'
       and (linked_at is null or status = 'logged_out')`
  ]
  for (const statement of statements) await tx.query(statement, [tenant_id])
}

/** Linked numbers that a log-out may still reach; those it was asked for and failed are not waited for. */
export const listSessionsToLeave = (
  tx: Pick<Tx, 'query'>,
  tenant_id: string
): Promise<{ id: string; is_asked: boolean }[]> =>
  tx.query(
    `select id, logout_requested_at is not null as is_asked from sessions
     where tenant_id = $1 and linked_at is not null and status <> 'logged_out' and (status <> 'failed'
       or logout_requested_at is null and status_reason is distinct from 'banned' and status_reason is distinct from 'credentials_unreadable')
     order by id`,
    [tenant_id],
    'list_sessions_to_leave'
  )

/** Whoever holds a session of this tenant writes nothing more: it finishes its transaction first. */
export const endLeases = async (tx: Tx, tenant_id: string): Promise<void> => {
  await tx.query(
    `update sessions set desired = 'stopped' where tenant_id = $1 and desired = 'running'`,
    [tenant_id]
  )
  await tx.query(
    'update session_leases set epoch = epoch + 1, expires_at = now() where tenant_id = $1',
    [tenant_id]
  )
}

/** Jobs that wait for rows of this tenant. What runs already finds nothing and ends. */
export const deleteJobsOf = async (tx: Tx, tenant_id: string): Promise<number> => {
  const rows = await tx.query(
    `delete from graphile_worker._private_jobs j where j.locked_at is null and (
       exists (select from webhook_deliveries d where d.tenant_id = $1 and d.id = j.payload ->> 'delivery_id')
       or exists (select from webhooks w where w.tenant_id = $1 and w.id = j.payload ->> 'webhook_id')
       or exists (select from account_exports e where e.tenant_id = $1 and e.id = j.payload ->> 'export_id')
       or exists (select from opt_outs o where o.tenant_id = $1 and o.id = j.payload ->> 'opt_out_id')
       or exists (select from checkouts c where c.tenant_id = $1 and c.id = j.payload ->> 'checkout_id')
       or j.payload ->> 'tenant_id' = $1
       or exists (select from media m where m.tenant_id = $1 and m.id = j.payload ->> 'media_id')
     ) returning 1`,
    [tenant_id]
  )
  return rows.length
}

/** What others have written of the tenant: invitations to its addresses, and whom administrators have changed. */
export const forgetMentions = async (tx: Tx, tenant_id: string): Promise<void> => {
  await tx.query(
    'delete from registration_invitations where email in (select email from users where tenant_id = $1)',
    [tenant_id]
  )
  await tx.query(
    `update registration_invitations set created_by = null
     where created_by in (select id from users where tenant_id = $1)`,
    [tenant_id]
  )
  await tx.query(
    `update audit_log set target_id = null
     where tenant_id <> $1 and target_id in (select id from users where tenant_id = $1)`,
    [tenant_id]
  )
}

/**
 * Deletes the tenant with all that is left of it. A worker of its own that still runs outlives it, as one of nobody, until
 * the orchestrator has ended it. False: it has gone already.
 */
export const deleteTenant = async (tx: Tx, tenant_id: string): Promise<boolean> => {
  const statements = [
    'delete from sessions where tenant_id = $1',
    `delete from instances where tenant_id = $1 and status in ('stopped', 'failed')`,
    `update instances set tenant_id = null, desired = 'stopped' where tenant_id = $1`,
    'delete from api_keys where tenant_id = $1'
  ]
  for (const statement of statements) await tx.query(statement, [tenant_id])
  const rows = await tx.query('delete from tenants where id = $1 returning 1', [tenant_id])
  return rows.length > 0
}
