import { AppError } from '../domain/errors.ts'
import type { Tx } from '../lib/db.ts'
import type { LearnedLid } from './lids/learn.ts'

type OfSession = { session_id: string; tenant_id: string }

/** A label as WhatsApp has told it; what is null stays. */
export type ToldLabel = OfSession & {
  label_id: string
  name: string | null
  color: number | null
  predefined_id: number | null
  deleted: boolean
}

type LabelState = { label_id: string; name: string | null; color: number | null; deleted: boolean }

export type ChangedLabel = OfSession & LabelState

/** Keeps labels, and answers with those that are otherwise than before. At most one entry for a label. */
export const putLabels = (tx: Tx, labels: ToldLabel[]): Promise<ChangedLabel[]> =>
  tx.query<ChangedLabel>(
    `insert into labels as l (session_id, label_id, tenant_id, name, color, predefined_id, deleted)
     select session_id, label_id, tenant_id, coalesce(name, ''), color, predefined_id, deleted
     from jsonb_to_recordset($1::jsonb) as w
       (session_id text, tenant_id text, label_id text, name text, color int, predefined_id int, deleted boolean)
     order by session_id, label_id
     on conflict (session_id, label_id) do update set name = coalesce(nullif(excluded.name, ''), l.name),
       color = coalesce(excluded.color, l.color), predefined_id = coalesce(excluded.predefined_id, l.predefined_id),
       deleted = excluded.deleted
     where (l.name, l.color, l.deleted) is distinct from
       (coalesce(nullif(excluded.name, ''), l.name), coalesce(excluded.color, l.color), excluded.deleted)
     returning l.session_id, l.tenant_id, l.label_id, l.name, l.color, l.deleted`,
    [JSON.stringify(labels)],
    'put_labels'
  )

/** What carries a label, or does so no more. An empty `whatsapp_id`: the chat. */
export type ToldMark = OfSession & {
  label_id: string
  chat_id: string
  whatsapp_id: string
  direction: string
}

export type ChangedMark = ToldMark & LabelState & { message_id: string | null; labeled: boolean }

const told_marks = `jsonb_to_recordset($1::jsonb) as w
  (session_id text, tenant_id text, label_id text, chat_id text, whatsapp_id text, direction text)`

const changedMarks = (labeled: boolean): string =>
  `select m.session_id, m.tenant_id, m.label_id, m.chat_id, m.whatsapp_id, m.direction, l.name, l.color,
     coalesce(l.deleted, false) as deleted, x.id as message_id, ${labeled} as labeled
   from changed m
   left join labels l on l.session_id = m.session_id and l.label_id = m.label_id
   left join messages x on x.session_id = m.session_id and x.whatsapp_id = m.whatsapp_id and x.direction = m.direction
   order by m.session_id, m.label_id, m.chat_id, m.whatsapp_id`

/** Notes what carries labels now, and answers with what is new. */
export const putMarks = (tx: Tx, marks: ToldMark[]): Promise<ChangedMark[]> =>
  tx.query<ChangedMark>(
    `with changed as (
       insert into label_marks (session_id, label_id, chat_id, whatsapp_id, direction, tenant_id)
       select session_id, label_id, chat_id, whatsapp_id, direction, tenant_id from ${told_marks}
       order by session_id, label_id, chat_id, whatsapp_id, direction
       on conflict do nothing
       returning session_id, tenant_id, label_id, chat_id, whatsapp_id, direction
     ) ${changedMarks(true)}`,
    [JSON.stringify(marks)],
    'put_label_marks'
  )

/** Notes what carries labels no more, and answers with what did. */
export const deleteMarks = (tx: Tx, marks: ToldMark[]): Promise<ChangedMark[]> =>
  tx.query<ChangedMark>(
    `with changed as (
       delete from label_marks m using ${told_marks}
       where m.session_id = w.session_id and m.label_id = w.label_id and m.chat_id = w.chat_id
         and m.whatsapp_id = w.whatsapp_id and m.direction = w.direction
       returning m.session_id, m.tenant_id, m.label_id, m.chat_id, m.whatsapp_id, m.direction
     ) ${changedMarks(false)}`,
    [JSON.stringify(marks)],
    'delete_label_marks'
  )

/** Moves what the chat of a LID carries to that of its number. */
export const moveMarks = (tx: Pick<Tx, 'query'>, lids: LearnedLid[]) =>
  tx.query(
    `with gone as (
       delete from label_marks m using unnest($1::text[], $2::text[], $3::text[]) as w (session_id, lid, jid)
       where m.session_id = w.session_id and m.chat_id = w.lid
       returning m.session_id, m.label_id, w.jid, m.whatsapp_id, m.direction, m.tenant_id
     )
     insert into label_marks (session_id, label_id, chat_id, whatsapp_id, direction, tenant_id)
     select * from gone order by session_id, label_id, jid, whatsapp_id, direction
     on conflict do nothing`,
    [lids.map((one) => one.session_id), lids.map((one) => one.lid), lids.map((one) => one.jid)]
  )

export type LabelRow = {
  label_id: string
  session_id: string
  name: string
  color: number | null
  predefined_id: number | null
  chats_count: number
  messages_count: number
}

const label_columns = `l.label_id, l.session_id, l.name, l.color, l.predefined_id,
  (select count(*)::int from label_marks m
   where m.session_id = l.session_id and m.label_id = l.label_id and m.whatsapp_id = '') as chats_count,
  (select count(*)::int from label_marks m
   where m.session_id = l.session_id and m.label_id = l.label_id and m.whatsapp_id <> '') as messages_count`

/** The labels of a session by name. No account has as many as are read. */
export const listLabels = (tx: Tx, tenant_id: string, session_id: string): Promise<LabelRow[]> =>
  tx.query<LabelRow>(
    `select ${label_columns} from labels l where l.tenant_id = $1 and l.session_id = $2 and not l.deleted
     order by l.name, l.label_id limit 1000`,
    [tenant_id, session_id],
    'list_labels'
  )

/** A label of a session, or the error not_found. */
export const getLabel = async (
  tx: Tx,
  tenant_id: string,
  session_id: string,
  label_id: string
): Promise<LabelRow> => {
  const [row] = await tx.query<LabelRow>(
    `select ${label_columns} from labels l
     where l.tenant_id = $1 and l.session_id = $2 and l.label_id = $3 and not l.deleted`,
    [tenant_id, session_id, label_id],
    'get_label'
  )
  if (!row) throw new AppError('not_found', { label_id })
  return row
}

export type MarkRow = { chat_id: string; whatsapp_id: string; message_id: string | null }

/** The chats that carry a label, or the messages; at most 1,000. */
export const listMarks = (
  tx: Tx,
  tenant_id: string,
  { session_id, label_id }: Pick<LabelRow, 'session_id' | 'label_id'>,
  what: 'chats' | 'messages'
): Promise<MarkRow[]> =>
  tx.query<MarkRow>(
    `select m.chat_id, m.whatsapp_id, x.id as message_id from label_marks m
     left join messages x on x.session_id = m.session_id and x.whatsapp_id = m.whatsapp_id and x.direction = m.direction
       and x.tenant_id = m.tenant_id
     where m.tenant_id = $1 and m.session_id = $2 and m.label_id = $3 and (m.whatsapp_id = '') = $4
     order by m.chat_id, m.whatsapp_id limit 1000`,
    [tenant_id, session_id, label_id, what === 'chats'],
    'list_label_marks'
  )
