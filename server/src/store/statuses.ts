import { messageColumns } from '../domain/columns.ts'
import { AppError } from '../domain/errors.ts'
import type { MessageRow } from '../domain/message.ts'
import { change_types } from '../domain/message-changes.ts'
import { audience_max, type StatusSetting, status_jid } from '../domain/status.ts'
import type { Tx } from '../lib/db.ts'

/** A post of the account, locked until the transaction ends where that is asked for, or the error not_found. */
export const getStatus = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  status_id: string,
  { lock }: { lock: boolean } = { lock: false }
): Promise<MessageRow> => {
  const [row] = await tx.query<MessageRow>(
    `select ${messageColumns()} from messages
     where tenant_id = $1 and session_id = $2 and id = $3 and chat_id = '${status_jid}' and direction = 'outbound'
     ${lock ? 'for no key update' : ''}`,
    [tenant_id, session_id, status_id],
    lock ? 'lock_status' : 'get_status'
  )
  if (!row) throw new AppError('not_found', { status_id })
  return row
}

/** Posts of the account, the newest first. */
export const listStatuses = (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  page: { position: string | null; limit: number }
) =>
  tx.query<MessageRow>(
    `select ${messageColumns()} from messages
     where session_id = $1 and chat_id = '${status_jid}' and tenant_id = $2 and ($3::text is null or id < $3)
       and direction = 'outbound' and type <> all ('{${change_types.join()}}')
     order by id desc limit $4`,
    [session_id, tenant_id, page.position, page.limit],
    'list_statuses'
  )

/** Notes who may see posts of which the phone was asked that. */
export const decideAudiences = async (
  tx: Tx,
  posts: {
    session_id: string
    whatsapp_id: string
    decided: { people: string[]; setting: StatusSetting }
  }[]
): Promise<void> => {
  await tx.query(
    `with found as (
       select m.id, r.decided from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, decided jsonb)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = 'outbound'
       where m.chat_id = '${status_jid}' and m.content ? 'post'
       order by m.id for no key update of m
     )
     update messages m set content = jsonb_set(m.content, '{post}', (m.content -> 'post') || f.decided) from found f where m.id = f.id`,
    [JSON.stringify(posts)],
    'decide_audiences'
  )
}

export type Viewer = { person_id: string; read_at: Date }

/** Who has seen a post, the first first. */
export const findViewers = (tx: Tx, tenant_id: string, status_id: string) =>
  tx.query<Viewer>(
    `select person_id, read_at from message_receipts
     where tenant_id = $1 and message_id = $2 and read_at is not null order by read_at, person_id limit ${audience_max}`,
    [tenant_id, status_id],
    'find_viewers'
  )

/** The addresses of those who are in the phone book of the account, one more than an audience may have at most. */
export const findSavedPeople = async (
  tx: Tx,
  tenant_id: string,
  session_id: string
): Promise<{ jid: string | null; lid: string | null }[]> =>
  tx.query(
    `select jid, lid from contacts
     where session_id = $1 and tenant_id = $2 and joined_into is null and saved_name is not null
     order by id limit ${audience_max + 1}`,
    [session_id, tenant_id],
    'find_saved_people'
  )

/** A status of somebody else, or the error not_found. */
export const getReceivedStatus = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  status_id: string
): Promise<MessageRow> => {
  const [row] = await tx.query<MessageRow>(
    `select ${messageColumns()} from messages
     where tenant_id = $1 and session_id = $2 and id = $3 and chat_id = '${status_jid}' and direction = 'inbound'`,
    [tenant_id, session_id, status_id],
    'get_received_status'
  )
  if (!row) throw new AppError('not_found', { status_id })
  return row
}

/** Statuses of others that can be seen now, the newest first; of those who go by one of these addresses, where some are given. */
export const listReceivedStatuses = (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  page: { position: string | null; limit: number; from: string[] | null }
) =>
  tx.query<MessageRow>(
    `select ${messageColumns()} from messages
     where session_id = $1 and chat_id = '${status_jid}' and tenant_id = $2 and ($3::text is null or id < $3)
       and direction = 'inbound' and deleted_at is null and disappears_at > now()
       and ($5::text[] is null or sender_id = any ($5))
     order by id desc limit $4`,
    [session_id, tenant_id, page.position, page.limit, page.from],
    'list_received_statuses'
  )

/** Whether a session keeps the statuses of others. */
export const findKeepsStatuses = async (
  db: Pick<Tx, 'query'>,
  session_id: string
): Promise<boolean> => {
  const [row] = await db.query<{ keep_statuses: boolean }>(
    'select keep_statuses from sessions where id = $1',
    [session_id],
    'find_keep_statuses'
  )
  return row?.keep_statuses ?? false
}
