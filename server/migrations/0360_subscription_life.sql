-- compatible with 0330+: what becomes of a subscription that nobody pays: reminders, sends refused, sessions stopped, export, erasure
-- `status` stays what versions before this one know: a subscription that is limited or more is `past_due` to them. How far it has come
-- stands in `stage`.
alter table subscriptions
  add column stage text check (stage in ('limited', 'suspended', 'export_offered')),
  -- Since when it is what it is, of those that come after active.
  add column stage_since timestamptz,
  -- null: it was past due before there was a life after that, and stays so.
  add column past_due_since timestamptz,
  add column limited_since timestamptz,
  add column reminders_sent integer not null default 0 check (reminders_sent >= 0),
  add column reminded_at timestamptz,
  -- null: the trial, if it is one, has no end.
  add column trial_ends_at timestamptz,
  add constraint subscriptions_stage check (stage is null or status = 'past_due' and num_nulls(stage_since, past_due_since, limited_since) = 0);
grant update (stage, stage_since, past_due_since, limited_since, reminders_sent, reminded_at, trial_ends_at) on subscriptions to wa_system;
create index subscriptions_past_due on subscriptions (id) where status = 'past_due' and past_due_since is not null;
create index subscriptions_trials on subscriptions (trial_ends_at) where trial_ends_at is not null;

-- Whichever version writes the status: what stood beside the one before is forgotten. A plan without a price is not owed for.
create function follow_subscription_status() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.plan_id <> old.plan_id and new.price_id is null and new.status = old.status
    and (old.status = 'past_due' or old.trial_ends_at is not null) then
    new.status := 'active';
  end if;
  if new.status = 'past_due' and old.status <> 'past_due' then
    new.past_due_since := now(); new.stage_since := now(); new.stage := null; new.limited_since := null;
    new.reminders_sent := 0; new.reminded_at := null;
  elsif new.status <> 'past_due' and (old.status = 'past_due' or new.status <> 'trialing') then
    new.past_due_since := null; new.stage_since := null; new.stage := null; new.limited_since := null;
    new.reminders_sent := 0; new.reminded_at := null;
    if new.status <> 'trialing' then new.trial_ends_at := null; end if;
  end if;
  return new;
end $$;
revoke all on function follow_subscription_status() from public;
create trigger subscriptions_life before update of status, plan_id on subscriptions for each row
  when (old.status is distinct from new.status or old.plan_id is distinct from new.plan_id)
  execute function follow_subscription_status();

-- A session that was stopped because nobody paid is started again when somebody does.
alter table sessions add column stopped_unpaid boolean not null default false;
create index sessions_stopped_unpaid on sessions (tenant_id) where stopped_unpaid;

-- Sessions follow in a transaction of their own.
create function put_subscription_job() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('follow_subscription', json_build_object('v', 1, 'tenant_id', new.tenant_id),
    job_key => 'subscription:' || new.tenant_id, max_attempts => 25);
  return null;
end $$;
revoke all on function put_subscription_job() from public;
create trigger subscriptions_put_job after update on subscriptions for each row
  when (old.stage is distinct from new.stage) execute function put_subscription_job();

-- The days after which it goes on; null: those that the product has.
alter table installation_settings add column subscription_life jsonb;

-- The account that was made in this transaction is on trial, if trials have an end here.
create function begin_trial() returns void language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
  update public.subscriptions s set status = 'trialing',
    trial_ends_at = now() + make_interval(days => (i.subscription_life->>'trial_days')::int)
  from public.installation_settings i
  where s.tenant_id = public.current_tenant() and s.created_at = now() and i.subscription_life->>'trial_days' is not null
$$;
revoke all on function begin_trial() from public;
grant execute on function begin_trial() to wa_tenant;

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded',
  'export_ready', 'payment_due', 'subscription_limited', 'subscription_suspended', 'export_offered', 'subscription_active'));

alter table erasures drop constraint erasures_asked_by_check;
alter table erasures add constraint erasures_asked_by_check check (asked_by in ('user', 'administrator', 'subscription'));
