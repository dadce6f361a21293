-- compatible with 0465+: webhooks that are sent several events at a time; while the version before this one runs too, it sends them one by one
alter table webhooks add column batch jsonb check (batch is null or (
  (batch ->> 'events_max')::integer between 2 and 100 and (batch ->> 'wait_ms')::integer between 100 and 60000));

-- As before, and what is sent in batches waits in the backlog from the beginning, so that none of it is missing when one is made.
create or replace function fan_out_events() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  ids text[];
begin
  with wanted as materialized (
    select new_id('dlv') as id, e.tenant_id, w.id as webhook_id, w.ordered or w.batch is not null as in_order, e.id as event_id, e.session_id, e.seq,
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
    select id, webhook_id, coalesce(session_id, ''), seq from sorted where in_order or parked
  )
  select array_agg(id::text order by seq) into ids from sorted where not parked;
  if ids is not null then perform put_delivery_jobs(ids); end if;
  return null;
end $$;
