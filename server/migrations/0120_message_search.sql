-- compatible with 0090+: the words of messages, so that they are found by what they say
create table message_words (
  message_id id primary key references messages on delete cascade,
  tenant_id id not null,
  -- Each behind the mark of its tenant: the words of others are not in the way.
  words tsvector not null
);
create index message_words_found on message_words using gin (words);
select protect_table('message_words', tenant => 'select');

-- Messages whose words are to be read, noted where they are stored or changed: it costs the way of a message next to nothing.
create table message_words_due (
  message_id id not null,
  tenant_id id not null,
  -- Not only this message: all older ones of the tenant as well.
  and_older boolean not null default false
);
select protect_table('message_words_due');

create function search_mark(tenant text) returns text language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp as $$ select right($1, 8) || ':' $$;
revoke all on function search_mark(text) from public;
grant execute on function search_mark(text) to wa_tenant, wa_system;

create function note_words() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into message_words_due (message_id, tenant_id) select id, tenant_id from inserted;
  return null;
end $$;
create function note_changed_words() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into message_words_due (message_id, tenant_id) values (new.id, new.tenant_id);
  return null;
end $$;
revoke all on function note_words(), note_changed_words() from public;
create trigger messages_note_words after insert on messages referencing new table as inserted
  for each statement execute function note_words();
create trigger messages_note_changed_words after update of content on messages
  for each row when (old.content is distinct from new.content) execute function note_changed_words();

-- What the words of a message of the tenant are held against: it has all these; one with * at its end stands for all that
-- begin with it.
create function words_query(tenant text, wanted text[]) returns tsquery language sql immutable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select string_agg(quote_literal(search_mark(tenant) || rtrim(w, '*')) || case when w like '%*' then ':*' else '' end, ' & ')::tsquery
  from unnest(wanted) w
$$;
revoke all on function words_query(text, text[]) from public;
grant execute on function words_query(text, text[]) to wa_tenant;

-- The ids of messages of the tenant with all these words, newest first; null where they are too common to be gathered: more
-- than 20,000 messages have them, as the statistics say or as it turns out.
-- With the rights of the owner: under row level security the index could not be used. The mark keeps the tenants apart, and
-- what is found is read under the caller's own rights.
create function find_words(wanted text[], before text, most int) returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
declare
  tenant constant text := current_tenant();
  query constant tsquery := words_query(tenant, wanted);
  common constant int := 20000;
  plan json;
  found text[];
begin
  execute format('explain (format json) select from message_words where words @@ %L::tsquery', query) into plan;
  if (plan #>> '{0,Plan,Plan Rows}')::numeric > common then return null; end if;
  found := array(select w.message_id::text from message_words w where w.words @@ query and w.tenant_id = tenant limit common + 1);
  if cardinality(found) > common then return null; end if;
  return array(select id from unnest(found) id where before is null or id < before order by id desc limit most);
end $$;
revoke all on function find_words(text[], text, int) from public;
grant execute on function find_words(text[], text, int) to wa_tenant;

-- The messages that are made for the statistics alone leave nothing to be read.
alter function assume_messages() rename to assume_messages_noted;
create function assume_messages() returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  perform assume_messages_noted();
  delete from message_words_due where tenant_id = 'ten_00000000000070008000000000000000';
end $$;
revoke all on function assume_messages() from public;

-- What is there already is read piece by piece, the newest first.
insert into message_words_due (message_id, tenant_id, and_older)
  select newest.id, t.id, true from tenants t
  cross join lateral (select m.id from messages m where m.tenant_id = t.id order by m.id desc limit 1) newest;
