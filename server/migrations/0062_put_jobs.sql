-- compatible with 0053+: the task, the attempts and the payload of a job for a webhook are known to one function each
-- Without times the jobs are new and due now. With them there is one job for each delivery: one that waits already is moved.
create function put_delivery_jobs(ids text[], run_ats timestamptz[] default null) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_jobs(array(
    select ('deliver_webhook', json_build_object('v', 1, 'delivery_id', d.id), null, d.run_at, 14,
      case when d.run_at is not null then d.id end, null, null)::graphile_worker.job_spec
    from unnest(ids, run_ats) with ordinality as d (id, run_at, place) order by d.place
  ));
end $$;
revoke all on function put_delivery_jobs(text[], timestamptz[]) from public;
grant execute on function put_delivery_jobs(text[], timestamptz[]) to wa_system;

-- One job for each webhook, which comes to its backlog: one that waits already is moved to the new time.
create function put_drain_jobs(ids text[], run_ats timestamptz[]) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_jobs(array(
    select ('drain_webhook', json_build_object('v', 1, 'webhook_id', w.id), null, w.run_at, 14, 'drain:' || w.id, null, null)::graphile_worker.job_spec
    from unnest(ids, run_ats) with ordinality as w (id, run_at, place) order by w.place
  ));
end $$;
revoke all on function put_drain_jobs(text[], timestamptz[]) from public;
grant execute on function put_drain_jobs(text[], timestamptz[]) to wa_system;

create or replace function wake_webhook(wanted text) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update webhooks set held_until = now() where id = wanted and tenant_id = current_tenant() and held_until is not null;
  perform put_drain_jobs(array[id::text], array[now()]) from webhooks where id = wanted and tenant_id = current_tenant();
end $$;

create or replace function replay_delivery(wanted text) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update webhook_deliveries
  set status = 'pending', attempts = 0, next_attempt_at = now(), finished_at = null
  where id = wanted and tenant_id = current_tenant() and status <> 'pending';
  if found then
    insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
    select d.id, d.webhook_id, coalesce(e.session_id, ''), e.seq
    from webhook_deliveries d join webhooks w on w.id = d.webhook_id and w.ordered join events e on e.id = d.event_id
    where d.id = wanted
    on conflict do nothing;
    perform put_delivery_jobs(array[wanted], array[now()]);
  end if;
end $$;

create or replace function start_webhook_replay(wanted text, since timestamptz, until timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  replay_key constant text := 'replay:' || wanted;
begin
  -- The row makes two calls at a time wait for each other.
  perform from webhooks where id = wanted and tenant_id = current_tenant() and enabled for update;
  if not found or exists (select from graphile_worker.jobs j where j.key = replay_key and j.attempts < j.max_attempts) then
    return false;
  end if;
  perform graphile_worker.add_job('replay_webhook',
    json_build_object('v', 1, 'webhook_id', wanted, 'since', since, 'until', until, 'asked_at', now()), job_key => replay_key, max_attempts => 14);
  return true;
end $$;

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
  select array_agg(id::text order by seq) into ids from sorted where not parked;
  if ids is not null then perform put_delivery_jobs(ids); end if;
  return null;
end $$;
