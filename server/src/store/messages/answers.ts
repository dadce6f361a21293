import type { Answer, AnswerRow } from '../../domain/answer.ts'
import type { MessageDirection, MessageRow } from '../../domain/message.ts'
import type { Tx } from '../../lib/db.ts'
import type { LearnedLid } from '../lids/learn.ts'

export type NewAnswer = {
  session_id: string
  whatsapp_id: string
  direction: MessageDirection
  answerer_id: string
  answer: Answer
  at: Date
}

type AnsweredMessage = Pick<
  MessageRow,
  'tenant_id' | 'session_id' | 'chat_id' | 'whatsapp_id' | 'content'
>

/**
 * Keeps what people answer to polls and events. What changes nothing, is older than what stands there, or is about a message
 * that is not there or asks something else is not returned. At most one entry for a message and a person.
 */
export const putAnswers = (tx: Tx, answers: NewAnswer[]) =>
  tx.query<AnswerRow & AnsweredMessage>(
    `with found as (
       select m.id as message_id, m.tenant_id, m.session_id, m.chat_id, m.whatsapp_id, m.content, r.answerer_id, r.answer, r.at
       from jsonb_to_recordset($1::jsonb) as r (session_id text, whatsapp_id text, direction text, answerer_id text,
         answer jsonb, at timestamptz)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = r.direction
       where m.deleted_at is null and m.type = case when r.answer ? 'options' then 'poll' else 'event' end
       order by m.id, r.answerer_id
     ), put as (
       insert into message_answers as a (message_id, tenant_id, session_id, answerer_id, answer, answered_at)
       select message_id, tenant_id, session_id, answerer_id, answer, at from found
       on conflict (message_id, answerer_id) do update set answer = excluded.answer, answered_at = excluded.answered_at
         where excluded.answered_at >= a.answered_at and excluded.answer <> a.answer
       returning message_id, answerer_id, answer, answered_at
     )
     select put.*, f.tenant_id, f.session_id, f.chat_id, f.whatsapp_id, f.content
     from put join found f on f.message_id = put.message_id and f.answerer_id = put.answerer_id`,
    [JSON.stringify(answers)],
    'put_answers'
  )

/** Names the number as the one who has answered from a LID. Where both have, the newer answer stands. */
export const moveAnswerers = (tx: Tx, lids: LearnedLid[]) =>
  tx.query(
    `with gone as (
       delete from message_answers a using unnest($1::text[], $2::text[], $3::text[]) as w (session_id, lid, jid)
       where a.session_id = w.session_id and a.answerer_id = w.lid
       returning a.message_id, w.jid, a.tenant_id, a.session_id, a.answer, a.answered_at
     )
     insert into message_answers as a (message_id, answerer_id, tenant_id, session_id, answer, answered_at)
     select distinct on (message_id, jid) message_id, jid, tenant_id, session_id, answer, answered_at
     from gone order by message_id, jid, answered_at desc
     on conflict (message_id, answerer_id) do update set answer = excluded.answer, answered_at = excluded.answered_at
       where excluded.answered_at > a.answered_at`,
    [lids.map((one) => one.session_id), lids.map((one) => one.lid), lids.map((one) => one.jid)]
  )

/** What people have answered to these messages, the first answer first. */
export const findAnswers = (tx: Tx, tenant_id: string, message_ids: string[]) =>
  tx.query<AnswerRow>(
    `select message_id, answerer_id, answer, answered_at from message_answers
     where tenant_id = $1 and message_id = any ($2) order by answered_at, answerer_id`,
    [tenant_id, message_ids],
    'find_answers'
  )
