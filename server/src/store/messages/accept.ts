import { messageColumns } from '../../domain/columns.ts'
import { AppError } from '../../domain/errors.ts'
import type { MessageRow } from '../../domain/message.ts'
import type { SessionRow } from '../../domain/session.ts'
import { noStatus } from '../../domain/status.ts'
import type { LifeStage } from '../../domain/subscription-life.ts'
import type { Tx } from '../../lib/db.ts'

/** What must be known of a session before it may send: its state, its worker and how much its tenant may send. */
export type Sender = Pick<
  SessionRow,
  'id' | 'status' | 'status_reason' | 'next_attempt_at' | 'linked_at' | 'jid' | 'instance_id'
> & {
  worker_host: string | null
  worker_port: number | null
  has_subscription: boolean
  /** How far a subscription has come that nobody pays; null: it is served. */
  subscription_stage: LifeStage | null
  messages_per_month_max: number | null
  messages_per_minute_max: number | null
  /** Whether anybody has opted out of messages of its tenant. */
  has_opt_outs: boolean
}

/** Those of these sessions that are the tenant's, as senders of messages. */
export const findSenders = (tx: Tx, tenant_id: string, session_ids: string[]): Promise<Sender[]> =>
  tx.query<Sender>(
    `select s.id, s.status, s.status_reason, s.next_attempt_at, s.linked_at, s.jid, s.instance_id, nullif(i.host, i.id) as worker_host,
       i.port as worker_port, b.id is not null as has_subscription, b.stage as subscription_stage, b.messages_per_month_max, b.messages_per_minute_max,
       exists (select from opt_outs o where o.tenant_id = s.tenant_id) as has_opt_outs
     from sessions s
     left join instances i on i.id = s.instance_id and i.status not in ('stopped', 'failed')
     left join subscriptions b on b.tenant_id = s.tenant_id and b.status <> 'canceled'
     where s.tenant_id = $1 and s.id = any ($2)`,
    [tenant_id, session_ids],
    'find_senders'
  )

/** The session as the sender of a message, or the error not_found. */
export const getSender = async (tx: Tx, tenant_id: string, session_id: string): Promise<Sender> => {
  const [row] = await findSenders(tx, tenant_id, [session_id])
  if (!row) throw new AppError('not_found', { session_id })
  return row
}

/** Stores messages that wait to be sent. */
export const insertQueuedMessages = (tx: Tx, messages: MessageRow[]): void => {
  tx.send(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content,
       priority, send_at, expires_at, queued_at, recipient, traceparent)
     select id, tenant_id, session_id, 'outbound', 'queued', whatsapp_id, chat_id, sender_id, type, content,
       priority, send_at, expires_at, queued_at, recipient, traceparent
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[],
       $9::text[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::text[], $14::text[])
       as r (id, tenant_id, session_id, whatsapp_id, chat_id, sender_id, type, content, priority, send_at, expires_at, queued_at,
         recipient, traceparent)`,
    [
      messages.map((message) => message.id),
      messages.map((message) => message.tenant_id),
      messages.map((message) => message.session_id),
      messages.map((message) => message.whatsapp_id),
      messages.map((message) => message.chat_id),
      messages.map((message) => message.sender_id),
      messages.map((message) => message.type),
      messages.map((message) => JSON.stringify(message.content)),
      messages.map((message) => message.priority),
      messages.map((message) => message.send_at),
      messages.map((message) => message.expires_at),
      messages.map((message) => message.queued_at),
      messages.map((message) => message.recipient),
      messages.map((message) => message.traceparent)
    ],
    'insert_queued_messages'
  )
  // step: message inserted
}

/** Those of these messages that are the tenant's. */
export const findMessages = (tx: Tx, tenant_id: string, message_ids: string[]) =>
  tx.query<MessageRow>(
    `select ${messageColumns()} from messages where tenant_id = $1 and id = any ($2) and ${noStatus()}`,
    [tenant_id, message_ids],
    'find_messages'
  )

/** The message of the tenant, or the error not_found. */
export const getMessage = async (
  tx: Tx,
  tenant_id: string,
  message_id: string
): Promise<MessageRow> => {
  const [row] = await tx.query<MessageRow>(
    `select ${messageColumns()} from messages where tenant_id = $1 and id = $2 and ${noStatus()}`,
    [tenant_id, message_id],
    'get_message'
  )
  if (!row) throw new AppError('not_found', { message_id })
  return row
}
