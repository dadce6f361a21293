-- compatible with 0062+: one row for each chat of a session, kept by whatever stores messages
-- The trigger below keeps it for older processes too, which know nothing of it.
create table chats (
  session_id id not null,
  -- As in messages: the JID of a number or of a group, a LID only while the number is not known.
  chat_id text not null,
  tenant_id id not null,
  -- The newest message there ever was, also when it has been deleted since. Ids sort by time: this is the order of the list.
  last_message_id id not null,
  -- Messages of theirs since the chat was last read, here or on the phone.
  unread_count int not null default 0 check (unread_count >= 0),
  -- The name that a person gave themselves; null for groups, and while they have not written.
  name text,
  primary key (session_id, chat_id),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index chats_by_last_message on chats (session_id, last_message_id desc);
select protect_table('chats', tenant => 'select, insert, update', worker => 'select, insert, update, delete');

-- Messages are inserted in few places, each many rows at a time. Whoever inserts has locked no chat before, and locks chats
-- in one order.
create function note_chats() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into chats as c (session_id, chat_id, tenant_id, last_message_id, unread_count, name)
  select session_id, chat_id, min(tenant_id), max(id), count(*) filter (where direction = 'inbound'),
    (array_agg(push_name order by id desc) filter (where direction = 'inbound' and push_name is not null and chat_id not like '%@g.us'))[1]
  from inserted group by session_id, chat_id order by session_id, chat_id
  on conflict (session_id, chat_id) do update set last_message_id = greatest(c.last_message_id, excluded.last_message_id),
    unread_count = c.unread_count + excluded.unread_count, name = coalesce(excluded.name, c.name);
  return null;
end $$;
revoke all on function note_chats() from public;
create trigger messages_note_chats after insert on messages referencing new table as inserted
  for each statement execute function note_chats();

-- What is there already counts as read: nobody knows what was.
insert into chats (session_id, chat_id, tenant_id, last_message_id, name)
select session_id, chat_id, min(tenant_id), max(id),
  (array_agg(push_name order by id desc) filter (where direction = 'inbound' and push_name is not null and chat_id not like '%@g.us'))[1]
from messages group by session_id, chat_id;
