import { disappearingPart } from '../../domain/chat.ts'
import { messageColumns } from '../../domain/columns.ts'
import { isDisappearing } from '../../domain/disappearing.ts'
import {
  type MessageError,
  type MessageRow,
  type MessageStatus,
  never_left,
  status_rank
} from '../../domain/message.ts'
import { change_types } from '../../domain/message-changes.ts'
import { noStatus } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'
import type { MessageContent } from '../../schemas/messages/kinds.ts'
import { quoted_id } from './quoted.ts'
import { type Before, keepEarly } from './receipts.ts'

export type ArrivedMessage = {
  id: string
  tenant_id: string
  session_id: string
  direction: 'inbound' | 'outbound'
  status: 'received' | 'undecryptable' | 'sent'
  whatsapp_id: string
  chat_id: string
  sender_id: string
  push_name: string | null
  type: string
  content: Record<string, unknown>
  /** Sealed, base64. */
  secret: string | null
  whatsapp_at: Date
  disappears_at: Date | null
}

/**
 * Stores messages that arrived. One that is there already changes nothing and is not returned, unless it could not be
 * decrypted before and now can.
 */
export const insertArrived = (tx: Tx, messages: ArrivedMessage[]) =>
  tx.query<MessageRow>(
    `insert into messages as m (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, push_name,
       type, content, secret, whatsapp_at, disappears_at, sent_at)
     select r.id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, push_name, type,
       case when quoted.id is null then content else jsonb_set(content, '{context,message_id}', to_jsonb(quoted.id)) end,
       decode(secret, 'base64'), whatsapp_at, disappears_at, case when direction = 'outbound' then whatsapp_at end
     from jsonb_to_recordset($1::jsonb) as r (id text, tenant_id text, session_id text, direction text, status text,
       whatsapp_id text, chat_id text, sender_id text, push_name text, type text, content jsonb, secret text,
       whatsapp_at timestamptz, disappears_at timestamptz)
     left join lateral (${quoted_id('r')}) quoted on true
     on conflict (session_id, whatsapp_id, direction) do update
       set status = excluded.status, type = excluded.type, content = excluded.content, secret = excluded.secret,
         disappears_at = excluded.disappears_at
       where m.status = 'undecryptable' and excluded.status <> 'undecryptable' and m.deleted_at is null
     returning ${messageColumns()}`,
    [JSON.stringify(messages)],
    'insert_arrived'
  )

export type Progress = {
  session_id: string
  tenant_id: string
  whatsapp_id: string
  /** Who has sent the receipt, where it is one. */
  person_id: string | null
  status: MessageStatus
  rank: number
  sent_at: Date | null
  delivered_at: Date | null
  read_at: Date | null
  played_at: Date | null
  failed_at: Date | null
  error: MessageError | null
  /** How long it stays in its chat, where it was sent as one that disappears. */
  disappearing_seconds: number | null
}

// That a rank is within bounds is always true, but tells the planner that these are few: it then looks each message up.
// Without it and without statistics, on a young database, it reads all messages of the session each time.
const rank_most = Math.max(...Object.values(status_rank))
const ranks = Object.entries(status_rank).map(([status, rank]) => `when '${status}' then ${rank}`)

const stays_for_good = ['reaction', ...change_types].filter((type) => !isDisappearing(type))
// Where a receipt is the first that tells of its sending, nobody knows any more how it was sent: as its chat is set.
const disappears_at = `case when m.disappears_at is not null or f.known >= ${status_rank.sent} or f.status = 'failed'
         or m.type in ('${stays_for_good.join("', '")}') then m.disappears_at
       else coalesce(f.sent_at, f.delivered_at, f.read_at) + make_interval(secs => case when f.sent_at is not null then f.disappearing_seconds
         else (select nullif(s.disappearing_seconds, 0) from chat_settings s where s.session_id = m.session_id and s.chat_id = m.chat_id) end)
       end`

/**
 * Moves messages of ours on. A status never goes back: what is known already is left out of the answer, which tells the
 * status each message had before. One that had failed and is heard of after all has failed no more. Receipts whose message is not
 * there are kept for it; one person alone says nothing of a message to a group. At most one entry for a message.
 */
export const advanceMessages = (tx: Tx, progress: Progress[]) =>
  tx.query<MessageRow & Before>(
    `with wanted as (
       select * from jsonb_to_recordset($1::jsonb) as r (session_id text, tenant_id text, whatsapp_id text, person_id text, status text,
         rank int, sent_at timestamptz, delivered_at timestamptz, read_at timestamptz, played_at timestamptz, failed_at timestamptz,
         error jsonb, disappearing_seconds int)
     ), found as (
       select m.id, m.status as before, m.played_at is not null as played_before, w.*,
         case m.status ${ranks.join(' ')} end as known
       from wanted w join messages m on m.session_id = w.session_id and m.whatsapp_id = w.whatsapp_id and m.direction = 'outbound'
       where w.rank between 0 and ${rank_most} and (w.person_id is null or w.sent_at is not null or (m.chat_id not like '%@g.us' and ${noStatus('m.')}))
       order by m.id for no key update of m
     ), early as (${keepEarly('null')})
     update messages m set
       status = case when f.rank > f.known then f.status else m.status end,
       sent_at = coalesce(m.sent_at, f.sent_at, f.delivered_at, f.read_at),
       delivered_at = coalesce(m.delivered_at, f.delivered_at, f.read_at),
       read_at = coalesce(m.read_at, f.read_at),
       played_at = coalesce(m.played_at, f.played_at),
       failed_at = case when f.rank <= f.known then m.failed_at when f.status = 'failed' then f.failed_at end,
       error = case when f.rank <= f.known then m.error when f.status = 'failed' then f.error end,
       quota_return = case when f.rank <= f.known then m.quota_return
         when f.status = 'failed' and f.error->>'code' = any ($2::text[]) and m.type <> all ($3::text[]) then 'due' end,
       disappears_at = ${disappears_at}
     from found f where m.id = f.id and (f.rank > f.known or (m.sent_at is null and f.sent_at is not null)
       or (m.played_at is null and f.played_at is not null))
     returning ${messageColumns('m')}, f.before, f.played_before`,
    [JSON.stringify(progress), never_left, change_types],
    'advance_messages'
  )

/** What is known of a message that arrived. */
export const findArrivedStatus = async (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  whatsapp_id: string
): Promise<MessageStatus | null> => {
  const [row] = await tx.query<{ status: MessageStatus }>(
    `select status from messages where session_id = $1 and whatsapp_id = $2 order by direction limit 1`,
    [session_id, whatsapp_id],
    'find_arrived_status'
  )
  return row?.status ?? null
}

/** The content of a message of ours, to encrypt it once more. */
export const findSentContent = async (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  whatsapp_id: string
): Promise<MessageContent | null> => {
  const [row] = await tx.query<{
    type: string
    content: Record<string, unknown>
    disappearing: (number | null)[] | null
  }>(
    `select type, content, (
         select array[s.disappearing_seconds, floor(extract(epoch from s.disappearing_set_at))]::float8[] from chat_settings s
         where s.session_id = m.session_id and s.chat_id = m.chat_id) as disappearing
     from messages m where session_id = $1 and whatsapp_id = $2 and direction = 'outbound' and deleted_at is null`,
    [session_id, whatsapp_id],
    'find_sent_content'
  )
  if (!row) return null
  const { type, content, disappearing } = row
  return {
    type,
    ...content,
    ...disappearingPart(disappearing)
  } as MessageContent
}
