import { AppError } from '../domain/errors.ts'
import type { MessageDirection, MessageRow, MessageStatus } from '../domain/message.ts'
import type { SessionRow } from '../domain/session.ts'
import type { Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

/** What must be known of a session before it may send: its state, its worker and its tenant's monthly limit. */
export type Sender = Pick<
  SessionRow,
  'id' | 'status' | 'status_reason' | 'linked_at' | 'jid' | 'instance_id'
> & {
  worker_host: string | null
  worker_port: number | null
  has_subscription: boolean
  messages_per_month_max: number | null
}

/** The session as the sender of a message, or the error not_found. */
export const getSender = async (tx: Tx, tenant_id: string, session_id: string): Promise<Sender> => {
  const [row] = await tx.query<Sender>(
    `select s.id, s.status, s.status_reason, s.linked_at, s.jid, s.instance_id, i.host as worker_host,
       i.port as worker_port, p.id is not null as has_subscription, p.messages_per_month_max
     from sessions s
     left join instances i on i.id = s.instance_id and i.status not in ('stopped', 'failed')
     left join subscriptions b on b.tenant_id = s.tenant_id and b.status <> 'canceled'
     left join subscription_plans p on p.id = b.plan_id
     where s.tenant_id = $1 and s.id = $2`,
    [tenant_id, session_id],
    'get_sender'
  )
  if (!row) throw new AppError('not_found', { session_id })
  return row
}

/** Stores a message that waits to be sent. */
export const insertQueuedMessage = async (
  tx: Tx,
  message: {
    id: string
    tenant_id: string
    session_id: string
    whatsapp_id: string
    chat_id: string
    sender_id: string | null
    type: string
    content: Record<string, unknown>
    queued_at: Date
  }
): Promise<void> => {
  await tx.query(
    `insert into messages
       (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content, queued_at)
     values ($1, $2, $3, 'outbound', 'queued', $4, $5, $6, $7, $8, $9)`,
    [
      message.id,
      message.tenant_id,
      message.session_id,
      message.whatsapp_id,
      message.chat_id,
      message.sender_id,
      message.type,
      JSON.stringify(message.content),
      message.queued_at
    ],
    'insert_queued_message'
  )
}

/** The message of the tenant, or the error not_found. */
export const getMessage = async (
  tx: Tx,
  tenant_id: string,
  message_id: string
): Promise<MessageRow> => {
  const [row] = await tx.query<MessageRow>(
    'select * from messages where tenant_id = $1 and id = $2',
    [tenant_id, message_id],
    'get_message'
  )
  if (!row) throw new AppError('not_found', { message_id })
  return row
}

export type MessageFilter = {
  session_id: string | null
  chat_id: string | null
  direction: MessageDirection | null
  type: string | null
  status: MessageStatus | null
  from: Date | null
  to: Date | null
}

/**
 * Messages of the tenant that fit, newest first. Not prepared on purpose: the server then plans for the filters that
 * are set and takes the index made for them.
 */
export const listMessages = (
  tx: Tx,
  tenant_id: string,
  page: PageRequest & MessageFilter
): Promise<MessageRow[]> =>
  tx.query(
    `select * from messages
     where tenant_id = $1
       and ($2::text is null or id < $2)
       and ($3::text is null or session_id = $3)
       and ($4::text is null or chat_id = $4)
       and ($5::text is null or direction = $5)
       and ($6::text is null or type = $6)
       and ($7::text is null or status = $7)
       and ($8::timestamptz is null or queued_at >= $8)
       and ($9::timestamptz is null or queued_at < $9)
     order by id desc limit $10 + 1`,
    [
      tenant_id,
      page.position,
      page.session_id,
      page.chat_id,
      page.direction,
      page.type,
      page.status,
      page.from,
      page.to,
      page.limit
    ]
  )
