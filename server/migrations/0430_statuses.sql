-- compatible with 0413+: posts of a status travel as messages do, and are in no chat

create or replace function note_chats() returns trigger language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into chats as c (session_id, chat_id, tenant_id, last_message_id, unread_count, name)
  select session_id, chat_id, min(tenant_id), max(id), count(*) filter (where direction = 'inbound'),
    (array_agg(push_name order by id desc) filter (where direction = 'inbound' and push_name is not null and chat_id not like '%@g.us'))[1]
  from inserted where chat_id <> 'status@broadcast' group by session_id, chat_id order by session_id, chat_id
  on conflict (session_id, chat_id) do update set last_message_id = greatest(c.last_message_id, excluded.last_message_id),
    unread_count = c.unread_count + excluded.unread_count, name = coalesce(excluded.name, c.name);
  return null;
end $$;

create or replace function note_words() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into message_words_due (message_id, tenant_id) select id, tenant_id from inserted where chat_id <> 'status@broadcast';
  return null;
end $$;
