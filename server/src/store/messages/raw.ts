import type { MessageDirection } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import { kept_context } from './quoted.ts'

type Named = { session_id: string; whatsapp_id: string; direction: MessageDirection }

/** `sealed` is base64. */
export type RawMessage = Named & { sealed: string; tried: string }

/** Keeps the raw form of messages that could not be read; of a message that is not there, or was read before, none. */
export const putRawMessages = (tx: Tx, messages: RawMessage[]) =>
  tx.query(
    `insert into raw_messages (message_id, tenant_id, session_id, sealed, tried)
     select m.id, m.tenant_id, m.session_id, decode(r.sealed, 'base64'), r.tried
     from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, sealed text, tried text)
     join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
     where m.type = 'unsupported' and m.deleted_at is null
     on conflict (message_id) do nothing`,
    [JSON.stringify(messages)],
    'put_raw_messages'
  )

/** Raw forms that were not tried with these kinds yet, the oldest first. */
export const findRawMessages = (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  kinds: string,
  limit: number
) =>
  tx.query<{ whatsapp_id: string; direction: MessageDirection; sealed: Buffer }>(
    `select m.whatsapp_id, m.direction, r.sealed
     from raw_messages r join messages m on m.id = r.message_id
     where r.session_id = $1 and r.tried <> $2
     order by r.message_id limit $3`,
    [session_id, kinds, limit],
    'find_raw_messages'
  )

/** `content` null: these kinds do not read it either. */
export type TriedMessage = Named & {
  tried: string
  type: string | null
  content: Record<string, unknown> | null
}

/** Gives messages the content that was read from their raw form, which goes; what was not read is marked as tried. Answers those that were read. */
export const writeTriedMessages = (tx: Tx, messages: TriedMessage[]) =>
  tx.query<{ id: string; type: string; content: Record<string, unknown> }>(
    `with found as (
       select m.id, r.tried, r.type, r.content
       from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, tried text, type text,
         content jsonb)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       order by m.id for no key update of m
     ), read as (
       update messages m set type = f.type, content = ${kept_context('m.content', 'f.content')}
       from found f where m.id = f.id and f.type is not null and m.type = 'unsupported' and m.deleted_at is null
       returning m.id, m.type, m.content
     ), gone as (
       delete from raw_messages w using found f where w.message_id = f.id and f.type is not null
     ), unread as (
       update raw_messages w set tried = f.tried from found f where w.message_id = f.id and f.type is null
     )
     select * from read`,
    [JSON.stringify(messages)],
    'write_tried_messages'
  )
