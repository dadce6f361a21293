-- compatible with 0024+: webhooks that are held while their receiver is in trouble, strict order, replay of a span of time
alter table webhooks
  -- Whether each delivery waits until those before it in its session are done.
  add column ordered boolean not null default false,
  -- Set while deliveries are put into the backlog instead of being sent; from this time on they are taken from there.
  add column held_until timestamptz;

-- Deliveries that wait behind others: those that failed and will be tried again, those of webhooks that are held, and all of
-- webhooks that are ordered. What a webhook gets in the order of events after an outage is found here; a delivery that
-- succeeds at once is never in it.
create table webhook_backlog (
  delivery_id id primary key references webhook_deliveries on delete cascade,
  webhook_id id not null,
  -- '' for events of no session
  session_id text not null default '',
  -- that of the event
  seq bigint not null
);
create index webhook_backlog_order on webhook_backlog (webhook_id, seq);
create index webhook_backlog_session on webhook_backlog (webhook_id, session_id, seq);
alter table webhook_backlog enable row level security;
create policy system_all on webhook_backlog to wa_system using (true) with check (true);
grant select, insert, update, delete on webhook_backlog to wa_system;

create or replace function fan_out_events() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  jobs graphile_worker.job_spec[];
begin
  with wanted as materialized (
    select new_id('dlv') as id, e.tenant_id, w.id as webhook_id, w.ordered, e.id as event_id, e.session_id, e.seq
    from inserted e
    join webhooks w on w.tenant_id = e.tenant_id and w.enabled and (w.session_id is null or w.session_id = e.session_id)
      and (w.event_types && array[e.type, '*'] or e.type = 'webhook.test')
      -- a test is for the webhook it names
      and (e.type <> 'webhook.test' or w.id = e.data ->> 'webhook_id')
  ), put as (
    insert into webhook_deliveries (id, tenant_id, webhook_id, event_id, next_attempt_at)
    select id, tenant_id, webhook_id, event_id, now() from wanted order by seq
  ), put_in_order as (
    insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
    select id, webhook_id, coalesce(session_id, ''), seq from wanted where ordered
  )
  select array_agg((
    'deliver_webhook', json_build_object('delivery_id', id), null, null, 14, null, null, null
  )::graphile_worker.job_spec order by seq) into jobs from wanted;
  if jobs is not null then perform graphile_worker.add_jobs(jobs); end if;
  return null;
end $$;

-- The backlog of a webhook is looked at now: its address, its order or whether it is on has changed.
create function wake_webhook(wanted text) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  update webhooks set held_until = now() where id = wanted and tenant_id = current_tenant() and held_until is not null;
  perform graphile_worker.add_job('drain_webhook', json_build_object('webhook_id', id), job_key => 'drain:' || id, max_attempts => 14)
  from webhooks where id = wanted and tenant_id = current_tenant();
end $$;
revoke all on function wake_webhook(text) from public;
grant execute on function wake_webhook(text) to wa_tenant;

-- Runs as the owner, because the tenant role has no right to the queue of jobs. A delivery that is still pending has its job.
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
    perform graphile_worker.add_job('deliver_webhook', json_build_object('delivery_id', wanted),
      job_key => wanted, max_attempts => 14);
  end if;
end $$;

-- Puts what a webhook missed in a span of time in line, in the background. False while the last one is still at it.
create function start_webhook_replay(wanted text, since timestamptz, until timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  replay_key constant text := 'replay:' || wanted;
begin
  -- Two calls at a time take turns.
  perform from webhooks where id = wanted and tenant_id = current_tenant() and enabled for update;
  if not found or exists (select from graphile_worker.jobs j where j.key = replay_key and j.attempts < j.max_attempts) then
    return false;
  end if;
  perform graphile_worker.add_job('replay_webhook',
    json_build_object('webhook_id', wanted, 'since', since, 'until', until, 'asked_at', now()), job_key => replay_key, max_attempts => 14);
  return true;
end $$;
revoke all on function start_webhook_replay(text, timestamptz, timestamptz) from public;
grant execute on function start_webhook_replay(text, timestamptz, timestamptz) to wa_tenant;
