-- compatible with 0413+: posts of a status travel as messages do, and are in no chat; those of others are kept where that is wanted

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

create or replace function note_changed_words() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.chat_id <> 'status@broadcast' then
    insert into message_words_due (message_id, tenant_id) values (new.id, new.tenant_id);
  end if;
  return null;
end $$;

-- A session may keep what others post. Off, because each post is a row and most are files.
alter table sessions add column keep_statuses boolean not null default false;

-- Whose statuses the account wants to see no more.
alter table contacts add column status_muted boolean not null default false;
grant update (status_muted) on contacts to wa_worker;

create or replace function join_contacts() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  one record;
  by_lid contacts;
  by_jid contacts;
begin
  for one in
    select n.session_id, n.lid, n.jid from changed n
    where (select c.id from contacts c where c.session_id = n.session_id and c.lid = n.lid)
      is distinct from (select c.id from contacts c where c.session_id = n.session_id and c.jid = n.jid)
    order by n.session_id, n.lid
  loop
    select * into by_lid from contacts c where c.session_id = one.session_id and c.lid = one.lid for update;
    select * into by_jid from contacts c where c.session_id = one.session_id and c.jid = one.jid for update;
    if by_lid.id is null then
      update contacts set lid = one.lid where id = by_jid.id;
    elsif by_jid.id is null then
      update contacts set jid = one.jid where id = by_lid.id;
    elsif by_lid.id <> by_jid.id then
      update contacts set jid = null, lid = null, user_name = null, joined_into = least(by_lid.id, by_jid.id)
      where id = greatest(by_lid.id, by_jid.id) or joined_into = greatest(by_lid.id, by_jid.id);
      update contacts set jid = one.jid, lid = one.lid,
        push_name = coalesce(by_jid.push_name, by_lid.push_name),
        saved_name = coalesce(by_jid.saved_name, by_lid.saved_name),
        business_name = coalesce(by_jid.business_name, by_lid.business_name),
        user_name = coalesce(by_jid.user_name, by_lid.user_name),
        status_muted = by_jid.status_muted or by_lid.status_muted
      where id = least(by_lid.id, by_jid.id);
    end if;
  end loop;
  return null;
end $$;

-- What somebody has taken away is gone with its file, whoever hears of it.
create function drop_status_files() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from media where message_id = new.id;
  return null;
end $$;
revoke all on function drop_status_files() from public;
create trigger messages_drop_status_files after update of deleted_at on messages for each row
  when (old.deleted_at is null and new.deleted_at is not null and new.chat_id = 'status@broadcast')
  execute function drop_status_files();
