import { messageColumns } from '../domain/columns.ts'
import { AppError } from '../domain/errors.ts'
import type { MessageRow } from '../domain/message.ts'
import { change_types } from '../domain/message-changes.ts'
import { audience_max, status_jid } from '../domain/status.ts'
import type { Tx } from '../lib/db.ts'

/** The post of a session, locked until the transaction ends where that is asked for, or the error not_found. */
export const getStatus = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  status_id: string,
  { lock }: { lock: boolean } = { lock: false }
): Promise<MessageRow> => {
  const [row] = await tx.query<MessageRow>(
    `select ${messageColumns()} from messages
     where tenant_id = $1 and session_id = $2 and id = $3 and chat_id = '${status_jid}' ${lock ? 'for no key update' : ''}`,
    [tenant_id, session_id, status_id],
    lock ? 'lock_status' : 'get_status'
  )
  if (!row) throw new AppError('not_found', { status_id })
  return row
}

/** Posts of a session, the newest first. */
export const listStatuses = (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  page: { position: string | null; limit: number }
) =>
  tx.query<MessageRow>(
    `select ${messageColumns()} from messages
     where session_id = $1 and chat_id = '${status_jid}' and tenant_id = $2 and ($3::text is null or id < $3)
       and type <> all ('{${change_types.join()}}')
     order by id desc limit $4`,
    [session_id, tenant_id, page.position, page.limit],
    'list_statuses'
  )

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
