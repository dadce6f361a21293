-- compatible with 0180+: webhooks choose sessions, groups of events and messages; an old secret signs for another day
alter table webhooks
  add column session_ids text[] not null default '{}' check (cardinality(session_ids) <= 100),
  add column filter jsonb,
  add column old_sealed_secret bytea,
  add column old_secret_until timestamptz;

-- Whether a webhook asks for an event. What an event does not tell keeps it from nobody.
create function webhook_wants(types text[], sessions text[], filter jsonb, type text, session text, data jsonb) returns boolean
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select types && array[type, '*', split_part(type, '.', 1) || '.*']
    and (cardinality(sessions) = 0 or session = any (sessions))
    and (filter is null or type not like 'message.%' or (
      coalesce(filter -> 'directions' ? (data ->> 'direction'), true)
      and coalesce(filter -> 'message_types' ? (data ->> 'type'), true)
      and coalesce(filter -> 'chat_kinds' ? case
        when data ->> 'chat_id' like '%@g.us' then 'group'
        when data ->> 'chat_id' like '%@newsletter' then 'channel'
        when data ->> 'chat_id' like '%@broadcast' then 'broadcast'
        when data ->> 'chat_id' is not null then 'person' end, true)))
$$;
revoke all on function webhook_wants(text[], text[], jsonb, text, text, jsonb) from public;
grant execute on function webhook_wants(text[], text[], jsonb, text, text, jsonb) to wa_system;

create or replace function fan_out_events() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  ids text[];
begin
  with wanted as materialized (
    select new_id('dlv') as id, e.tenant_id, w.id as webhook_id, w.ordered, e.id as event_id, e.session_id, e.seq,
      w.held_until is not null as held
    from inserted e
    join webhooks w on w.tenant_id = e.tenant_id and w.enabled and (w.session_id is null or w.session_id = e.session_id)
      and (e.type = 'webhook.test' or webhook_wants(w.event_types, w.session_ids, w.filter, e.type, e.session_id, e.data))
      -- a test is for the webhook it names
      and (e.type <> 'webhook.test' or w.id = e.data ->> 'webhook_id')
  ), held as materialized (
    -- Who lets a webhook go waits for this transaction and finds in the backlog what it has put there.
    select w.id from webhooks w
    where w.id in (select webhook_id from wanted where wanted.held) and w.held_until is not null
    for key share
  ), sorted as materialized (
    select wanted.*, held.id is not null as parked from wanted left join held on held.id = wanted.webhook_id
  ), put as (
    insert into webhook_deliveries (id, tenant_id, webhook_id, event_id, next_attempt_at)
    select id, tenant_id, webhook_id, event_id, case when not parked then now() end from sorted order by seq
  ), put_in_order as (
    insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
    select id, webhook_id, coalesce(session_id, ''), seq from sorted where ordered or parked
  )
  select array_agg(id::text order by seq) into ids from sorted where not parked;
  if ids is not null then perform put_delivery_jobs(ids); end if;
  return null;
end $$;
