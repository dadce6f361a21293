-- compatible with 0450+: how many members a team may have is a limit of the plan; null, as it is for every plan of today: any number
alter table subscription_plans add column members_max integer check (members_max > 0);
alter table subscriptions add column members_max integer check (members_max > 0);

create or replace function copy_plan_limits() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  select p.sessions_max, p.messages_per_month_max, p.messages_per_minute_max, p.requests_per_minute_max, p.webhooks_max,
    p.api_keys_max, p.members_max, p.media_bytes_max, p.media_days, p.message_days, p.instance_mode, p.workers_max, p.cpu_millis,
    p.memory_mb, p.worker_pids_max, p.worker_log_mb
  into new.sessions_max, new.messages_per_month_max, new.messages_per_minute_max, new.requests_per_minute_max, new.webhooks_max,
    new.api_keys_max, new.members_max, new.media_bytes_max, new.media_days, new.message_days, new.instance_mode, new.workers_max,
    new.cpu_millis, new.memory_mb, new.worker_pids_max, new.worker_log_mb
  from public.subscription_plans p where p.id = new.plan_id;
  return new;
end $$;
