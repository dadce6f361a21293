-- compatible with 0140+: words are never taken for common because nothing is known of them; canceled messages are listed from an index
--
-- What the server guesses for the beginning of a word it knows nothing of is two in a hundred of all messages: in a database of
-- more than a million that alone was more than 20,000, and no word was looked up any more.
create or replace function find_words(wanted text[], before text, most int) returns text[] language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp set enable_seqscan = off set enable_indexscan = off as $$
declare
  tenant constant text := current_tenant();
  query constant tsquery := words_query(tenant, wanted);
  common constant int := 20000;
  guessed constant numeric := 0.021 * (select reltuples from pg_class where oid = 'message_words'::regclass)::numeric;
  plan json;
  found text[];
begin
  execute format('explain (format json) select from message_words where words @@ %L::tsquery', query) into plan;
  if (plan #>> '{0,Plan,Plan Rows}')::numeric > greatest(common, guessed) then return null; end if;
  found := array(select w.message_id::text from message_words w where w.words @@ query and w.tenant_id = tenant limit common + 1);
  if cardinality(found) > common then return null; end if;
  return array(select id from unnest(found) id where before is null or id < before order by id desc limit most);
end $$;

-- No index may hold the status: receipts change it, and a message stays in its place for as long as they change nothing indexed.
alter table messages add column canceled_at timestamptz;
create function note_canceled() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.canceled_at := now();
  return new;
end $$;
revoke all on function note_canceled() from public;
create trigger messages_note_canceled before update of status on messages
  for each row when (new.status = 'canceled') execute function note_canceled();
update messages set canceled_at = queued_at where status = 'canceled';
create index messages_canceled on messages (tenant_id, id desc) where canceled_at is not null;
-- Of a column that it knows nothing of the server believes that most rows have it.
analyze messages (canceled_at);
select assume_messages();
