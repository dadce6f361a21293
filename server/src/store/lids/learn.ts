import type { Tx } from '../../lib/db.ts'

/** A person whose number became known. */
export type LearnedLid = { session_id: string; tenant_id: string; lid: string; jid: string }

const learned = 'unnest($1::text[], $2::text[], $3::text[]) as w (session_id, lid, jid)'

const valuesOf = (lids: LearnedLid[]): string[][] => [
  lids.map((one) => one.session_id),
  lids.map((one) => one.lid),
  lids.map((one) => one.jid)
]

/** Remembers the numbers behind LIDs. At most one for each LID of a session. */
export const putLids = (tx: Tx, lids: LearnedLid[]) =>
  tx.query(
    `insert into lids as l (session_id, lid, jid, tenant_id)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
     on conflict (session_id, lid) do update set jid = excluded.jid, learned_at = now() where l.jid <> excluded.jid`,
    [...valuesOf(lids), lids.map((one) => one.tenant_id)],
    'put_lids'
  )

// A history can bring thousands, and nearly all of them have no message here: each is looked up in an index, which the
// planner only does when it sees how many there are. So the statements below are not prepared.

/** Puts what was exchanged with a LID under the number. */
export const moveChats = (tx: Tx, lids: LearnedLid[]) =>
  tx.query(
    `with moving as (
       select m.id, w.jid from ${learned} join messages m on m.session_id = w.session_id and m.chat_id = w.lid
       order by m.id for no key update of m
     )
     update messages m set chat_id = moving.jid from moving where m.id = moving.id`,
    valuesOf(lids)
  )

/** Names the number as the sender of what came from a LID. */
export const moveSenders = (tx: Tx, lids: LearnedLid[]) =>
  tx.query(
    `with moving as (
       select m.id, w.jid from ${learned}
       join messages m on m.session_id = w.session_id and m.sender_id = w.lid and m.sender_id like '%@lid'
       order by m.id for no key update of m
     )
     update messages m set sender_id = moving.jid from moving where m.id = moving.id`,
    valuesOf(lids)
  )

/** Lets the chat of the number have waited since the last message to the LID. */
export const movePaces = (tx: Tx, lids: LearnedLid[]) =>
  tx.query(
    `with gone as (
       delete from paces p using ${learned}
       where p.session_id = w.session_id and p.chat_id = w.lid
       returning p.session_id, w.jid, p.tenant_id, p.last_at
     )
     insert into paces as p (session_id, chat_id, tenant_id, last_at)
     select session_id, jid, min(tenant_id), max(last_at) from gone group by session_id, jid
     on conflict (session_id, chat_id) do update set last_at = greatest(p.last_at, excluded.last_at)`,
    valuesOf(lids)
  )
