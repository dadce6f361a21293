import type { Tx } from '../lib/db.ts'

export type Claim = {
  session_id: string
  epoch: number
  limit: number
  /** Nothing less urgent than this rank. */
  rank_max: number
  /** Whether sending begins at once: then a message that is its chat's oldest is marked so, and cannot be canceled any more. */
  begins: boolean
}

export type ClaimedMessage = {
  /** Its place among all that was accepted. */
  seq: number
  message_id: string
  session_id: string
  chat_id: string
  rank: number
  expires_at: Date | null
  /** Marked as begun, on disk. */
  began: boolean
  /** It may have left before, under an earlier claim. */
  tried: boolean
  /** How often it was tried and not acknowledged, and how often its connection was lost while it was on its way. */
  attempts: number
  lost_connections: number
  whatsapp_id: string
  type: string
  content: Record<string, unknown>
  /** How long messages stay in the chat, and since when that is so, both in seconds; null: not known. */
  disappearing: (number | null)[] | null
  /** The trace that its caller has made it a part of. */
  traceparent: string | null
}

// Written as a sum, of which the server keeps no statistics: nearly all rows have the epoch 0, so it would think that
// next to none is left, and sort the whole table to find them (120 ms with 300,000 rows instead of 2).
const unclaimed = 'o.claimed_epoch - w.epoch <> 0'

/**
 * Takes what is waiting for these sessions: the most urgent chats, those whose turn it is, each from its oldest message
 * on, so that a chat with something urgent at its end is served in order and first. A message stays in the table until it
 * is finished; `epoch` marks it as being in the memory of the lease's holder, so that the next holder takes it again.
 */
export const claimOutbound = async (
  tx: Pick<Tx, 'query'>,
  claims: Claim[]
): Promise<ClaimedMessage[]> => {
  const picked = await pickOutbound(tx, claims)
  if (picked.length === 0) return []
  const marked = new Map(
    (await markClaimed(tx, claims, picked)).map((message) => [message.message_id, message])
  )
  // Those that are not marked were canceled in between.
  return picked.flatMap(({ message_id, rank, tried }) => {
    const message = marked.get(message_id)
    return message ? [{ ...message, rank, tried }] : []
  })
}

type Picked = { message_id: string; rank: number; tried: boolean; begins: boolean }

// Nothing leaves that has, or stands behind one of its chat that has, a file which is not ready. Where a session has none
// this is asked once for the session and not for each row.
const not_behind_media = `(not w.some_wait or not exists (
  select from outbound b where b.waits_for_media and b.session_id = w.session_id and b.chat_id = o.chat_id and b.seq <= o.seq))`

// A session with nothing to send costs one look into the index. Only the marking changes anything, so the two statements
// need not be one; as one they were planned as a join of every row with every other.
const pickOutbound = (tx: Pick<Tx, 'query'>, claims: Claim[]): Promise<Picked[]> =>
  tx.query<Picked>(
    `select line.message_id, chats.rank, line.began_epoch <> 0 as tried, w.begins and line.nth = 1 and chats.oldest = line.seq as begins
     from (
       select *, exists (select from outbound o where o.waits_for_media and o.session_id = w.session_id) as some_wait
       from unnest($1::text[], $2::bigint[], $3::int[], $4::int[], $5::bool[]) as w (session_id, epoch, most, rank_max, begins)
       where (
         select true from outbound o
         where o.session_id = w.session_id and o.turn is not null and o.priority <= w.rank_max and ${unclaimed} limit 1
       )
       -- what was in the queue when it was logged out is not sent after it was linked again
       and not exists (select from ended_queues q where q.session_id = w.session_id)
     ) w
     cross join lateral (
       select chat_id, min(priority) as rank, min(place) as place, count(*) as size,
         (select o.seq from outbound o where o.session_id = w.session_id and o.chat_id = c.chat_id and o.turn is not null
          order by o.seq limit 1) as oldest
       from (
         select chat_id, priority, row_number() over (order by priority, turn, seq) as place
         from (
           select chat_id, priority, turn, seq from outbound o
           where o.session_id = w.session_id and o.turn is not null and o.priority <= w.rank_max
             and ${unclaimed} and ${not_behind_media}
           order by priority, turn, seq limit w.most
         ) first
       ) c group by chat_id
     ) chats
     cross join lateral (
       select seq, message_id, began_epoch, row_number() over (order by seq) as nth
       from outbound o
       where o.session_id = w.session_id and o.chat_id = chats.chat_id and o.turn is not null
         and ${unclaimed} and ${not_behind_media}
       order by seq limit greatest(chats.size, 4)
     ) line
     order by chats.place, line.seq`,
    [
      claims.map((claim) => claim.session_id),
      claims.map((claim) => claim.epoch),
      claims.map((claim) => claim.limit),
      claims.map((claim) => claim.rank_max),
      claims.map((claim) => claim.begins)
    ],
    'pick_outbound'
  )

// Looked up in the lists that come along: a join would be planned by statistics, which say that the table is empty.
const held_epoch = '($4::bigint[])[array_position($3::text[], o.session_id::text)]'

const disappearing = (of: string): string =>
  `select array[s.disappearing_seconds, floor(extract(epoch from s.disappearing_set_at))]::float8[] from chat_settings s where s.session_id = ${of}.session_id and s.chat_id = ${of}.chat_id`

const markClaimed = (
  tx: Pick<Tx, 'query'>,
  claims: Claim[],
  picked: Picked[]
): Promise<Omit<ClaimedMessage, 'rank' | 'tried'>[]> =>
  tx.query(
    `with claimed as (
       update outbound o
       set claimed_epoch = ${held_epoch}, began_epoch = case when o.message_id = any ($2::text[]) then ${held_epoch} else o.began_epoch end
       where o.message_id = any ($1::text[])
       returning o.seq, o.message_id, o.session_id, o.chat_id, o.expires_at, o.began_epoch <> 0 as began, o.attempts, o.lost_connections
     )
     select c.*, m.whatsapp_id, m.type, m.content, m.traceparent, (${disappearing('c')}) as disappearing
     from claimed c join messages m on m.id = c.message_id`,
    [
      picked.map((one) => one.message_id),
      picked.filter((one) => one.begins).map((one) => one.message_id),
      claims.map((claim) => claim.session_id),
      claims.map((claim) => claim.epoch)
    ],
    'mark_claimed'
  )
