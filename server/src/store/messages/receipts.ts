import { messageColumns } from '../../domain/columns.ts'
import { type MessageRow, type MessageStatus, status_rank } from '../../domain/message.ts'
import type { ReceiptRow } from '../../domain/receipt.ts'
import { status_jid, status_seconds } from '../../domain/status.ts'
import type { Tx } from '../../lib/db.ts'
import type { LearnedLid } from '../lids/learn.ts'

/** What somebody says of messages in a group. */
export type GroupReceipt = {
  session_id: string
  tenant_id: string
  whatsapp_id: string
  group_id: string
  person_id: string
  delivered_at: Date
  read_at: Date | null
  played_at: Date | null
}

export type EarlyReceipt = Omit<GroupReceipt, 'group_id'> & { group_id: string | null }

/** Who has just been heard to have read a message, and when. */
export type Readers = { readers: { person_id: string; at: string }[] | null }

/** What a message was before a receipt came. */
export type Before = { before: MessageStatus; played_before: boolean }

/** Of receipts that wait for their message; what is beyond is not kept. */
const early_max = 200

/**
 * Keeps receipts whose message is not there, out of `wanted`, which has the columns of GroupReceipt. `found` has those whose
 * message is.
 */
export const keepEarly = (group_id: string): string =>
  `insert into early_receipts as e (session_id, tenant_id, whatsapp_id, person_id, group_id, delivered_at, read_at, played_at)
   select w.session_id, w.tenant_id, w.whatsapp_id, w.person_id, max(${group_id}), min(coalesce(w.delivered_at, w.read_at)),
     min(w.read_at), min(w.played_at)
   from wanted w
   where coalesce(w.delivered_at, w.read_at) is not null and w.person_id is not null
     and not exists (select from found f where f.session_id = w.session_id and f.whatsapp_id = w.whatsapp_id)
     and not exists (select from messages m where m.session_id = w.session_id and m.whatsapp_id = w.whatsapp_id and m.direction = 'outbound')
     and (select count(*) from early_receipts k where k.session_id = w.session_id) < ${early_max}
   group by w.session_id, w.tenant_id, w.whatsapp_id, w.person_id
   limit ${early_max}
   on conflict (session_id, whatsapp_id, person_id) do update set
     read_at = coalesce(e.read_at, excluded.read_at), played_at = coalesce(e.played_at, excluded.played_at)`

const settled = status_rank.read
const rank = `case m.status ${Object.entries(status_rank)
  .map(([status, value]) => `when '${status}' then ${value}`)
  .join(' ')} end`
const counted = (what: 'delivered' | 'read' | 'played'): string =>
  `coalesce(m.${what}_count, 0) + g.${what}`
const all = (what: 'delivered' | 'read' | 'played'): string =>
  `${counted(what)} >= m.recipients_count`
const is_status = `m.chat_id = '${status_jid}'`
// Of a status that some have others may not have been told yet: only WhatsApp's answers to all of its stanzas say that it was sent.
const is_under_way = `(${is_status} and m.status = 'queued')`

/**
 * Keeps what members of groups say of messages of ours there, and counts it. A message is delivered, read or played when all who
 * were in the group when it was sent say so; while that is not known it stays sent. What is known already is left out of the
 * answer. Somebody who is named by a LID whose number is known stands under the number.
 */
export const putGroupReceipts = (tx: Tx, receipts: GroupReceipt[]) =>
  tx.query<MessageRow & Before & Readers>(
    `with wanted as (
       select r.session_id, r.tenant_id, r.whatsapp_id, r.group_id, r.delivered_at, r.read_at, r.played_at,
         coalesce((select l.jid from lids l where l.session_id = r.session_id and l.lid = r.person_id), r.person_id) as person_id
       from jsonb_to_recordset($1::jsonb) as r (session_id text, tenant_id text, whatsapp_id text, group_id text, person_id text,
         delivered_at timestamptz, read_at timestamptz, played_at timestamptz)
       -- Always so. It tells the planner that these are few.
       where r.delivered_at between '-infinity' and 'infinity'
     ), found as (
       select m.id, m.status as before, m.played_at is not null as played_before, w.*
       from wanted w join messages m on m.session_id = w.session_id and m.whatsapp_id = w.whatsapp_id and m.direction = 'outbound'
         and m.chat_id = w.group_id
       order by m.id for no key update of m
     ), early as (${keepEarly('w.group_id')}),
     old as (
       select r.message_id, r.person_id, r.read_at, r.played_at from message_receipts r join found f on f.id = r.message_id and f.person_id = r.person_id
     ), put as (
       insert into message_receipts as r (message_id, person_id, tenant_id, session_id, delivered_at, read_at, played_at)
       select id, person_id, tenant_id, session_id, min(delivered_at), min(read_at), min(played_at) from found
       group by id, person_id, tenant_id, session_id order by id, person_id
       on conflict (message_id, person_id) do update set
         read_at = coalesce(r.read_at, excluded.read_at), played_at = coalesce(r.played_at, excluded.played_at)
         where (r.read_at is null and excluded.read_at is not null) or (r.played_at is null and excluded.played_at is not null)
       returning message_id, person_id, delivered_at, read_at, played_at
     ), gained as (
       select p.message_id, count(*) filter (where o.message_id is null)::int as delivered,
         count(*) filter (where p.read_at is not null and o.read_at is null)::int as read,
         count(*) filter (where p.played_at is not null and o.played_at is null)::int as played,
         jsonb_agg(jsonb_build_object('person_id', p.person_id, 'at', p.read_at)) filter (where p.read_at is not null and o.read_at is null) as readers,
         min(p.delivered_at) as first_at, max(p.delivered_at) as delivered_at, max(p.read_at) as read_at, max(p.played_at) as played_at
       from put p left join (select distinct message_id, person_id, read_at, played_at from old) o
         on o.message_id = p.message_id and o.person_id = p.person_id
       group by p.message_id
     )
     update messages m set delivered_count = ${counted('delivered')}, read_count = ${counted('read')}, played_count = ${counted('played')},
       status = case when ${is_under_way} or ${rank} >= ${settled} then m.status when ${all('read')} then 'read' when ${all('delivered')} then 'delivered'
         when ${rank} < ${status_rank.sent} then 'sent' else m.status end,
       sent_at = case when ${is_under_way} then m.sent_at else coalesce(m.sent_at, g.first_at) end,
       delivered_at = case when ${all('delivered')} then coalesce(m.delivered_at, g.delivered_at) else m.delivered_at end,
       read_at = case when ${all('read')} then coalesce(m.read_at, g.read_at) else m.read_at end,
       played_at = case when ${all('played')} then coalesce(m.played_at, g.played_at) else m.played_at end,
       disappears_at = case when ${is_status} and not ${is_under_way}
         then coalesce(m.disappears_at, coalesce(m.sent_at, g.first_at) + make_interval(secs => ${status_seconds})) else m.disappears_at end,
       failed_at = case when ${rank} < ${status_rank.sent} then null else m.failed_at end,
       error = case when ${rank} < ${status_rank.sent} then null else m.error end
     from gained g, (select distinct id, before, played_before from found) f where m.id = g.message_id and f.id = m.id
     returning ${messageColumns('m')}, f.before, f.played_before, g.readers`,
    [JSON.stringify(receipts)],
    'put_group_receipts'
  )

/** Takes the receipts that came before these messages. */
export const takeEarlyReceipts = (
  tx: Tx,
  messages: { session_id: string; whatsapp_id: string }[]
) =>
  tx.query<EarlyReceipt>(
    `delete from early_receipts e using unnest($1::text[], $2::text[]) as w (session_id, whatsapp_id)
     where e.session_id = w.session_id and e.whatsapp_id = w.whatsapp_id
     returning e.session_id, e.tenant_id, e.whatsapp_id, e.group_id, e.person_id, e.delivered_at, e.read_at, e.played_at`,
    [messages.map((one) => one.session_id), messages.map((one) => one.whatsapp_id)],
    'take_early_receipts'
  )

export type Recipients = { session_id: string; whatsapp_id: string; count: number }

/** Notes how many members of its group a message is for. */
export const setRecipients = async (tx: Tx, recipients: Recipients[]): Promise<void> => {
  await tx.query(
    `with found as (
       select m.id, r.count from unnest($1::text[], $2::text[], $3::int[]) as r (session_id, whatsapp_id, count)
       join messages m on m.session_id = r.session_id and m.whatsapp_id = r.whatsapp_id and m.direction = 'outbound'
       order by m.id for no key update of m
     )
     update messages m set recipients_count = f.count from found f where m.id = f.id`,
    [
      recipients.map((one) => one.session_id),
      recipients.map((one) => one.whatsapp_id),
      recipients.map((one) => one.count)
    ],
    'set_recipients'
  )
}

/** Names the number as the one who has sent receipts from a LID. Where both have, the earlier times stand. */
export const moveReceipts = (tx: Tx, lids: LearnedLid[]) =>
  tx.query(
    `with gone as (
       delete from message_receipts r using unnest($1::text[], $2::text[], $3::text[]) as w (session_id, lid, jid)
       where r.session_id = w.session_id and r.person_id = w.lid
       returning r.message_id, w.jid, r.tenant_id, r.session_id, r.delivered_at, r.read_at, r.played_at
     ), doubled as (
       select r.message_id, count(*)::int as delivered,
         count(*) filter (where g.read_at is not null and r.read_at is not null)::int as both_read,
         count(*) filter (where g.played_at is not null and r.played_at is not null)::int as both_played
       from gone g join message_receipts r on r.message_id = g.message_id and r.person_id = g.jid
       group by r.message_id
     ), recounted as (
       update messages m set delivered_count = m.delivered_count - d.delivered, read_count = m.read_count - d.both_read,
         played_count = m.played_count - d.both_played
       from doubled d where m.id = d.message_id
     )
     insert into message_receipts as r (message_id, person_id, tenant_id, session_id, delivered_at, read_at, played_at)
     select message_id, jid, tenant_id, session_id, min(delivered_at), min(read_at), min(played_at)
     from gone group by message_id, jid, tenant_id, session_id
     on conflict (message_id, person_id) do update set read_at = coalesce(r.read_at, excluded.read_at),
       played_at = coalesce(r.played_at, excluded.played_at)`,
    [lids.map((one) => one.session_id), lids.map((one) => one.lid), lids.map((one) => one.jid)]
  )

/** More than a group can have. */
const people_max = 5_000

/** What people say of a message, in the order in which they got it. */
export const findReceipts = (tx: Tx, tenant_id: string, message_id: string) =>
  tx.query<ReceiptRow>(
    `select person_id, delivered_at, read_at, played_at from message_receipts
     where tenant_id = $1 and message_id = $2 order by delivered_at, person_id limit ${people_max}`,
    [tenant_id, message_id],
    'find_receipts'
  )
