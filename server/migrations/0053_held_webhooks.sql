-- compatible with 0029+: what a held webhook is to get goes into its backlog at once, without a job for each delivery
create or replace function fan_out_events() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  jobs graphile_worker.job_spec[];
begin
  with wanted as materialized (
    select new_id('dlv') as id, e.tenant_id, w.id as webhook_id, w.ordered, e.id as event_id, e.session_id, e.seq,
      w.held_until is not null as held
    from inserted e
    join webhooks w on w.tenant_id = e.tenant_id and w.enabled and (w.session_id is null or w.session_id = e.session_id)
      and (w.event_types && array[e.type, '*'] or e.type = 'webhook.test')
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
  select array_agg((
    'deliver_webhook', json_build_object('delivery_id', id), null, null, 14, null, null, null
  )::graphile_worker.job_spec order by seq) into jobs from sorted where not parked;
  if jobs is not null then perform graphile_worker.add_jobs(jobs); end if;
  return null;
end $$;
