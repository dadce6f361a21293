import { newId } from '../../server/src/domain/ids.ts'
import type { Db } from '../../server/src/lib/db.ts'

export type Size = { messages: number; chats: number; contacts: number }

/** The nth person, and the nth group. */
const person = (nth: string): string => `((201001000000 + ${nth})::text || '@s.whatsapp.net')`
const group = (nth: string): string => `((120363000000000000 + ${nth})::text || '@g.us')`

/**
 * One session of the tenant (the only one, if none is named) with so many messages of 90 days: half of them received, one in twenty in a group, one in ten no
 * text; each with words that nearly all have, words of a language (few of them often, many rarely) and a number of its own.
 * What the triggers would note of them stands there as well.
 */
export const seedLists = async (
  owner: Db,
  size: Size,
  tenant_id: string | null = null
): Promise<string> => {
  const session_id = newId('session')
  await owner.query(
    `insert into sessions (id, tenant_id, session_name, status, desired, jid, linked_at)
     select $1, id, 'bench', 'connected', 'running', '201001234567@s.whatsapp.net', now() from tenants
     where $2::text is null or id = $2`,
    [session_id, tenant_id]
  )
  await owner.query('alter table messages disable trigger user')
  await owner.query('drop index message_words_found')
  await owner.query(
    `insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, push_name, type, content, queued_at, failed_at, canceled_at)
     select 'msg_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || lpad(to_hex(nth), 20, '0'), s.tenant_id, s.id,
       case when inbound then 'inbound' else 'outbound' end,
       case when inbound then 'received' when nth % 1000 = 0 then 'failed' when nth % 1000 = 2 then 'canceled' when nth % 10 = 4 then 'sent' else 'read' end,
       'W' || nth, case when in_group then ${group('nth / 20 % 50')} else who end, case when inbound then who end, 'Person ' || nth % $3,
       case when nth % 10 <> 7 then 'text' when nth % 3 = 0 then 'image' when nth % 3 = 1 then 'document' else 'sticker' end,
       jsonb_build_object('text', jsonb_build_object('body', 'hello number ' || nth || ' w' || often || ' w' || seldom)),
       at, case when not inbound and nth % 1000 = 0 then at end, case when not inbound and nth % 1000 = 2 then at end
     from sessions s, (
       select nth, now() - interval '90 days' * (1 - nth / $2::float8) as at, nth % 2 = 1 as inbound, nth % 20 < 1 or nth % 20 = 3 as in_group,
         ${person('nth % $3')} as who, floor(50 * random() * random())::int as often, floor(20000 * random())::int as seldom
       from generate_series(1, $2::int) nth
     ) made where s.id = $1`,
    [session_id, size.messages, size.chats]
  )
  await owner.query(
    `insert into message_words (message_id, tenant_id, words)
     select id, tenant_id, array_to_tsvector(array(
       select search_mark(tenant_id) || word from unnest(string_to_array(content #>> '{text,body}', ' ')) word
     )) from messages where session_id = $1`,
    [session_id]
  )
  await owner.query('create index message_words_found on message_words using gin (words)')
  await owner.query(
    `insert into chats (session_id, chat_id, tenant_id, last_message_id, unread_count, name)
     select session_id, chat_id, min(tenant_id), max(id), case when random() < 0.1 then 1 else 0 end, min(push_name)
     from messages where session_id = $1 group by session_id, chat_id`,
    [session_id]
  )
  await owner.query(
    `insert into contacts (id, tenant_id, session_id, jid, push_name, saved_name)
     select new_id('con'), s.tenant_id, s.id, ${person('nth')}, 'Person ' || nth, case when nth % 2 = 0 then 'Saved ' || nth end
     from sessions s, generate_series(0, $2::int - 1) nth where s.id = $1`,
    [session_id, size.contacts]
  )
  await owner.query('alter table messages enable trigger user')
  for (const table of ['messages', 'message_words', 'chats', 'contacts'])
    await owner.query(`vacuum analyze ${table}`)
  return session_id
}

/** What it costs to store a text, in microseconds, with the trigger that notes it for the search and without; in turns. */
export const storeCost = async (
  owner: Db,
  session_id: string,
  count: number
): Promise<{ with_us: number[]; without_us: number[] }> => {
  const store = async (round: number): Promise<number> => {
    const began_ms = performance.now()
    await owner.query(
      `do $do$ begin
         for nth in 1..${count} loop
           insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, sender_id, type, content)
           select new_id('msg'), tenant_id, id, 'inbound', 'received', 'R${round}-' || nth, ${person('nth % 1000')}, ${person('nth % 1000')},
             'text', '{"text": {"body": "hello again and again"}}' from sessions where id = '${session_id}';
         end loop;
       end $do$`
    )
    return ((performance.now() - began_ms) * 1000) / count
  }
  const with_us: number[] = []
  const without_us: number[] = []
  await store(0)
  for (let round = 1; round <= 4; round++) {
    with_us.push(await store(round * 2))
    await owner.query('alter table messages disable trigger messages_note_words')
    without_us.push(await store(round * 2 + 1))
    await owner.query('alter table messages enable trigger messages_note_words')
  }
  // Newer than all others and without words, they would be in the way of the next search.
  await owner.query(`delete from messages where session_id = $1 and whatsapp_id like 'R%'`, [
    session_id
  ])
  await owner.query('vacuum analyze messages')
  return { with_us, without_us }
}
