-- compatible with 0360+: what a customer wants of the time after the paid one: another plan, or none
alter table subscriptions
  add column cancel_at_period_end boolean not null default false,
  add column next_plan_id id references subscription_plans,
  -- null: the next plan costs nothing.
  add column next_price_id text,
  -- Which sessions go on with the next plan; null: nobody has said so.
  add column keep_session_ids text[],
  -- The same once that plan has begun, until the others are stopped.
  add column kept_session_ids text[],
  add constraint subscriptions_next check (next_plan_id is not null or num_nonnulls(next_price_id, keep_session_ids) = 0),
  add constraint subscriptions_next_or_none check (not cancel_at_period_end or next_plan_id is null);
create index subscriptions_next_plan on subscriptions (next_plan_id) where next_plan_id is not null;
create index subscriptions_renewals on subscriptions (current_period_end) where price_id is not null and status = 'active';
grant update (cancel_at_period_end, next_plan_id, next_price_id, keep_session_ids) on subscriptions to wa_tenant;

-- Whoever puts a subscription on another plan that costs nothing has decided about the next one as well.
create function forget_next_plan() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.cancel_at_period_end := false; new.next_plan_id := null; new.next_price_id := null; new.keep_session_ids := null;
  return new;
end $$;
revoke all on function forget_next_plan() from public;
create trigger subscriptions_forget_next before update of plan_id on subscriptions for each row
  when (old.plan_id is distinct from new.plan_id and (new.price_id is null or new.price_id is not distinct from old.price_id))
  execute function forget_next_plan();

drop trigger subscriptions_put_job on subscriptions;
create trigger subscriptions_put_job after update on subscriptions for each row
  when (old.stage is distinct from new.stage or old.kept_session_ids is distinct from new.kept_session_ids and new.kept_session_ids is not null)
  execute function put_subscription_job();

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded',
  'export_ready', 'payment_due', 'subscription_limited', 'subscription_suspended', 'export_offered', 'subscription_active', 'renewal_due'));

-- Whether the tenant has more sessions than it may and runs as many as it may: a smaller plan deletes none. Also those count that the
-- caller does not see.
create function runs_all_sessions() returns boolean language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select coalesce(bool_or(s.sessions_max < c.total and s.sessions_max <= c.running), false)
  from public.subscriptions s,
    lateral (select count(*) as total, count(*) filter (where x.desired = 'running') as running
      from public.sessions x where x.tenant_id = s.tenant_id) c
  where s.tenant_id = public.current_tenant() and s.status <> 'canceled' and s.sessions_max is not null
$$;
revoke all on function runs_all_sessions() from public;
grant execute on function runs_all_sessions() to wa_tenant;
