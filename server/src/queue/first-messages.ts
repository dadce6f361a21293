import type { Tx } from '../lib/db.ts'
import { first_turn, last_turn } from './outbound.ts'

/** `met`: the person has written, or has a message of ours. `held`: messages of the chat wait for the end of a limit. */
export type FirstMessages = { chat_id: string; met: boolean; held: boolean }

/** What waits for the end of a limit has no turn and never comes to its time by itself. */
const is_held = "turn is null and run_at = 'infinity'"

export const findFirstMessages = (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  chat_ids: string[]
): Promise<FirstMessages[]> =>
  tx.query<FirstMessages>(
    `select w.chat_id,
       was_met(w.session_id, w.chat_id) as met,
       exists (select from outbound o where o.session_id = w.session_id and o.chat_id = w.chat_id and ${is_held}) as held
     from (select $1::text as session_id, unnest($2::text[]) as chat_id) w`,
    [session_id, chat_ids],
    'find_first_messages'
  )

/**
 * Puts claimed messages aside until the end of a limit. WhatsApp has none of them: they may be canceled, and may expire. Of
 * chats that were met meanwhile they stay in the queue.
 */
export const holdOutbound = async (tx: Tx, message_ids: string[]): Promise<void> => {
  await tx.query(
    `with held as (
       update outbound o set claimed_epoch = 0, began_epoch = 0,
         turn = case when was_met(o.session_id, o.chat_id) then o.turn end,
         run_at = case when was_met(o.session_id, o.chat_id) then o.run_at else 'infinity' end
       where o.message_id = any ($1::text[]) returning o.session_id
     )
     update sessions set first_messages_wait = true
     where id = any (select session_id from held) and not first_messages_wait`,
    [message_ids],
    'hold_outbound'
  )
}

const back_in_line = (due: string): string =>
  `update outbound o set turn = greatest(last.turn + 1, first.turn, 0) + due.nth, run_at = now()
   from (
     select *, row_number() over (partition by session_id, chat_id order by seq) - 1 as nth from (${due}) r
   ) due
   left join lateral (${last_turn('due')}) last on true
   left join lateral (${first_turn('due')}) first on true
   where o.message_id = due.message_id
   returning 1`

/** Chats of a session that wait no longer; of `whatsapp_ids` those in which these messages of ours are. */
export type FreedChats = { session_id: string; chat_ids: string[]; whatsapp_ids: string[] }

/** Gives what waits for these chats a place in the queue again. */
export const freeChats = async (tx: Tx, freed: FreedChats): Promise<void> => {
  await tx.query(
    back_in_line(
      `select seq, message_id, session_id, chat_id, priority from outbound
       where session_id = $1 and ${is_held} and chat_id = any (array(
         select unnest($2::text[])
         union select m.chat_id from messages m
         where m.session_id = $1 and m.whatsapp_id = any ($3::text[]) and m.direction = 'outbound'
       ))`
    ),
    [freed.session_id, freed.chat_ids, freed.whatsapp_ids],
    'free_chats'
  )
}

/** Gives what waits in this session a place in the queue again, at most `limit`; returns whether that is all. */
export const releaseHeld = async (
  tx: Pick<Tx, 'query'>,
  session_id: string,
  limit: number
): Promise<boolean> => {
  const rows = await tx.query(
    back_in_line(
      `select seq, message_id, session_id, chat_id, priority from outbound
       where session_id = $1 and ${is_held} order by seq limit $2 for no key update skip locked`
    ),
    [session_id, limit]
  )
  if (rows.length === limit) return false
  const left = await tx.query(
    `update sessions s set first_messages_wait = false
     where id = $1 and not exists (select from outbound o where o.session_id = s.id and ${is_held}) returning 1`,
    [session_id]
  )
  return left.length > 0
}

/** How many messages of the session wait for the end of a limit. */
export const countHeld = async (tx: Tx, tenant_id: string, session_id: string): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `select count(*) from outbound where tenant_id = $1 and session_id = $2 and ${is_held}`,
    [tenant_id, session_id],
    'count_held'
  )
  return row?.count ?? 0
}
