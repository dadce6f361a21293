-- compatible with 0140+: the limits of a plan stand in the subscription, copied when the plan is taken
-- An operator can so give one customer more, and a plan that is edited takes nothing from those who are on it. Versions before
-- this one go on reading the plan; what they write is completed by the trigger.
alter table subscription_plans
  add column messages_per_minute_max integer check (messages_per_minute_max > 0),
  add column message_days integer check (message_days between 1 and 3650);

alter table subscriptions
  add column sessions_max integer check (sessions_max >= 0),
  add column messages_per_month_max integer check (messages_per_month_max >= 0),
  add column messages_per_minute_max integer check (messages_per_minute_max > 0),
  add column requests_per_minute_max integer check (requests_per_minute_max > 0),
  add column webhooks_max integer check (webhooks_max >= 0),
  add column api_keys_max integer check (api_keys_max >= 0),
  add column media_bytes_max bigint check (media_bytes_max >= 0),
  add column media_days integer check (media_days between 1 and 3650),
  add column message_days integer check (message_days between 1 and 3650),
  add column instance_mode text check (instance_mode in ('dedicated', 'tenant', 'shared')),
  add column workers_max integer check (workers_max >= 0),
  add column cpu_millis integer check (cpu_millis > 0),
  add column memory_mb integer check (memory_mb > 0),
  add column worker_pids_max integer check (worker_pids_max between 16 and 4096),
  add column worker_log_mb integer check (worker_log_mb between 2 and 1000);

create function copy_plan_limits() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  select p.sessions_max, p.messages_per_month_max, p.messages_per_minute_max, p.requests_per_minute_max, p.webhooks_max,
    p.api_keys_max, p.media_bytes_max, p.media_days, p.message_days, p.instance_mode, p.workers_max, p.cpu_millis, p.memory_mb,
    p.worker_pids_max, p.worker_log_mb
  into new.sessions_max, new.messages_per_month_max, new.messages_per_minute_max, new.requests_per_minute_max, new.webhooks_max,
    new.api_keys_max, new.media_bytes_max, new.media_days, new.message_days, new.instance_mode, new.workers_max, new.cpu_millis,
    new.memory_mb, new.worker_pids_max, new.worker_log_mb
  from public.subscription_plans p where p.id = new.plan_id;
  return new;
end $$;
revoke all on function copy_plan_limits() from public;

create trigger subscriptions_take_limits before insert on subscriptions for each row execute function copy_plan_limits();
create trigger subscriptions_change_limits before update of plan_id on subscriptions for each row
  when (old.plan_id is distinct from new.plan_id) execute function copy_plan_limits();

update subscriptions s set
  sessions_max = p.sessions_max, messages_per_month_max = p.messages_per_month_max,
  messages_per_minute_max = p.messages_per_minute_max, requests_per_minute_max = p.requests_per_minute_max,
  webhooks_max = p.webhooks_max, api_keys_max = p.api_keys_max, media_bytes_max = p.media_bytes_max, media_days = p.media_days,
  message_days = p.message_days, instance_mode = p.instance_mode, workers_max = p.workers_max, cpu_millis = p.cpu_millis,
  memory_mb = p.memory_mb, worker_pids_max = p.worker_pids_max, worker_log_mb = p.worker_log_mb
from subscription_plans p where p.id = s.plan_id;

alter table subscriptions
  alter column instance_mode set not null, alter column cpu_millis set not null, alter column memory_mb set not null,
  alter column media_days set not null, alter column worker_pids_max set not null, alter column worker_log_mb set not null;

-- A tenant takes another plan; what it allows is written by the trigger alone.
revoke insert, update on subscriptions from wa_tenant;
grant update (plan_id, status, current_period_start, current_period_end) on subscriptions to wa_tenant;

create or replace function set_media_expiry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.expires_at is null then
    new.expires_at := coalesce(new.created_at, now()) + make_interval(days => coalesce((
      select s.media_days from subscriptions s where s.tenant_id = new.tenant_id and s.status <> 'canceled' limit 1), 30));
  end if;
  return new;
end $$;

create or replace function keep_received_file(session text, sha text, size bigint) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant text;
  most bigint;
begin
  select l.tenant_id into tenant from session_leases l where l.session_id = session and l.session_id = any (worker_sessions());
  if not found then raise exception 'the session % is not held', session using errcode = 'insufficient_privilege'; end if;
  insert into media_files (tenant_id, sha256, bytes) values (tenant, sha, size)
  on conflict (tenant_id, sha256) do update set stored_at = now();
  select s.media_bytes_max into most from subscriptions s where s.tenant_id = tenant and s.status <> 'canceled';
  if most is null or (select bytes <= most from media_storage where tenant_id = tenant) then return true; end if;
  delete from media_files f where f.tenant_id = tenant and f.sha256 = sha
    and not exists (select from media m where m.tenant_id = tenant and m.sha256 = sha)
    and not exists (select from media_renditions r where r.tenant_id = tenant and r.sha256 = sha);
  return not found;
end $$;

create or replace function room_for_files(session text) returns bigint language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case when s.media_bytes_max is not null then greatest(0, s.media_bytes_max - coalesce(m.bytes, 0)) end
  from session_leases l
  left join subscriptions s on s.tenant_id = l.tenant_id and s.status <> 'canceled'
  left join media_storage m on m.tenant_id = l.tenant_id
  where l.session_id = session and session = any (worker_sessions())
$$;

-- Which quotas a tenant was told of: at 80 and at 100 per cent, once each while it lasts.
create table quota_notices (
  tenant_id id not null references tenants on delete cascade,
  metric text not null check (metric in ('messages', 'media_bytes')),
  period_start date not null,
  percent smallint not null check (percent in (80, 100)),
  told_at timestamptz not null default now(),
  primary key (tenant_id, metric, period_start, percent)
);
select protect_table('quota_notices');
