import { messageColumns } from '../../domain/columns.ts'
import type { MessageDirection, MessageRow, MessageStatus } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import { kept_context } from './quoted.ts'

/** Messages with an id of WhatsApp's, as far as it matters to who wants to change them. */
export const findChangeable = (tx: Pick<Tx, 'query'>, session_id: string, whatsapp_id: string) =>
  tx.query<{
    direction: MessageDirection
    status: MessageStatus
    chat_id: string
    sender_id: string | null
    secret: Buffer | null
  }>(
    `select direction, status, chat_id, sender_id, secret from messages where session_id = $1 and whatsapp_id = $2`,
    [session_id, whatsapp_id],
    'find_changeable'
  )

type Named = { session_id: string; whatsapp_id: string; direction: MessageDirection; at: Date }
/** Of the type `caption` where only the caption of a file is another: `content.caption`. */
export type Edit = Named & { type: string; content: Record<string, unknown> }
export type Deletion = Named

/**
 * Gives messages another content. One that was deleted, or edited later, stays as it is and is not returned; one that could
 * not be read is read now. At most one entry for a message.
 */
export const editMessages = (tx: Tx, edits: Edit[]) =>
  tx.query<MessageRow & { before: MessageStatus }>(
    `with found as (
       select m.id, m.status as before, r.at, case when r.type = 'caption' then m.type else r.type end as type,
         case when r.type <> 'caption' then r.content
           when r.content ->> 'caption' = '' then m.content #- array[m.type, 'caption']
           else jsonb_set(m.content, array[m.type, 'caption'], r.content -> 'caption') end as content
       from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, type text, content jsonb,
         at timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where m.deleted_at is null and (m.edited_at is null or m.edited_at <= r.at)
         and (r.type <> 'caption' or m.type in ('image', 'video', 'document'))
       order by m.id for no key update of m
     ), gone as (delete from raw_messages r using found f where r.message_id = f.id)
     update messages m set type = f.type, content = ${kept_context('m.content', 'f.content')}, edited_at = f.at,
       status = case when m.status <> 'undecryptable' then m.status when m.direction = 'inbound' then 'received' else 'sent' end
     from found f where m.id = f.id
     returning ${messageColumns('m')}, f.before`,
    [JSON.stringify(edits)],
    'edit_messages'
  )

/**
 * Gives messages a better file of the same type; one that could not be read gets it as its content. What stands below the file
 * stays unless the better one says something itself. One that was deleted is not returned. At most one entry for a message.
 */
export const setBetterFiles = (tx: Tx, better: Edit[]) =>
  tx.query<MessageRow & { before: MessageStatus }>(
    `with found as (
       select m.id, m.status as before, r.type,
         case when m.content -> r.type ? 'caption' and (m.edited_at is not null or not r.content -> r.type ? 'caption')
           then jsonb_set(r.content, array[r.type, 'caption'], m.content #> array[r.type, 'caption']) else r.content end as content
       from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, type text, content jsonb)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where m.deleted_at is null and (m.type = r.type or m.status = 'undecryptable')
       order by m.id for no key update of m
     ), gone as (delete from raw_messages r using found f where r.message_id = f.id)
     update messages m set type = f.type, content = ${kept_context('m.content', 'f.content')},
       status = case when m.status <> 'undecryptable' then m.status when m.direction = 'inbound' then 'received' else 'sent' end
     from found f where m.id = f.id
     returning ${messageColumns('m')}, f.before`,
    [JSON.stringify(better)],
    'set_better_files'
  )

/** Takes away what deleted messages said. One that was deleted before is not returned. At most one entry for a message. */
export const deleteMessages = (tx: Tx, deletions: Deletion[]) =>
  tx.query<MessageRow>(
    `with found as (
       select m.id, r.at from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, at timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where m.deleted_at is null
       order by m.id for no key update of m
     ), gone as (delete from raw_messages r using found f where r.message_id = f.id)
     update messages m set content = '{}', secret = null, deleted_at = f.at
     from found f where m.id = f.id
     returning ${messageColumns('m')}`,
    [JSON.stringify(deletions)],
    'delete_messages'
  )
