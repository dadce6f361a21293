-- compatible with 0005+: fan-out of events to webhooks, and the few look-ups made before a tenant is known

-- An id as the application makes them: milliseconds of the clock, then chance (UUIDv7 in hex).
create function new_id(prefix text) returns text language sql volatile
return prefix || '_' || lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') || '7'
  || substr(replace(gen_random_uuid()::text, '-', ''), 14, 3)
  || substr('89ab', 1 + (random() * 4)::int % 4, 1) || substr(replace(gen_random_uuid()::text, '-', ''), 18, 15);

-- One delivery for each webhook that asked for an event, and one job for each delivery, in the transaction of the event.
-- Runs as the owner, because those who write events have no right to the queue of jobs.
create function fan_out_events() returns trigger language plpgsql security definer set search_path = public as $$
declare
  jobs graphile_worker.job_spec[];
begin
  with put as (
    insert into webhook_deliveries (id, tenant_id, webhook_id, event_id, next_attempt_at)
    select new_id('dlv'), e.tenant_id, w.id, e.id, now()
    from inserted e
    join webhooks w on w.tenant_id = e.tenant_id and w.enabled and (w.session_id is null or w.session_id = e.session_id)
      and (w.event_types && array[e.type, '*'] or e.type = 'webhook.test')
      -- a test is for the webhook it names
      and (e.type <> 'webhook.test' or w.id = e.data ->> 'webhook_id')
    returning id
  )
  select array_agg((
    'deliver_webhook', json_build_object('delivery_id', id), null, null, 14, null, null, null
  )::graphile_worker.job_spec) into jobs from put;
  if jobs is not null then perform graphile_worker.add_jobs(jobs); end if;
  -- Those who listen learn whose events are new. Equal notifications of a transaction are sent once.
  perform pg_notify('events', e.tenant_id) from inserted e;
  return null;
end $$;
create trigger events_fan_out after insert on events referencing new table as inserted
  for each statement execute function fan_out_events();

-- Before a credential has been checked there is no tenant, so these run as the owner and give back one row at most.
create function auth_user_by_email(wanted text)
returns table (id text, tenant_id text, email text, name text, password_hash text, role text, status text, created_at timestamptz)
language sql stable security definer set search_path = public
begin atomic
  select u.id, u.tenant_id, u.email, u.name, u.password_hash, u.role, u.status, u.created_at
  from users u where u.email = lower(wanted);
end;

create function auth_refresh_token(hash bytea)
returns table (id text, tenant_id text, user_id text, family_id text, expires_at timestamptz, used_at timestamptz, revoked_at timestamptz)
language sql stable security definer set search_path = public
begin atomic
  select t.id, t.tenant_id, t.user_id, t.family_id, t.expires_at, t.used_at, t.revoked_at
  from refresh_tokens t where t.token_hash = hash;
end;

create function auth_api_key(hash bytea)
returns table (id text, tenant_id text, user_id text, scopes text[], expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text)
language sql stable security definer set search_path = public
begin atomic
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role
  from api_keys k join users u on u.id = k.user_id where k.key_hash = hash;
end;

-- The owner of an access token, and whether the login it came from still stands.
create function auth_login(wanted_user text, wanted_family text)
returns table (tenant_id text, role text, status text, stands boolean)
language sql stable security definer set search_path = public
begin atomic
  select u.tenant_id, u.role, u.status, exists (
    select from refresh_tokens t where t.family_id = wanted_family and t.user_id = u.id and t.revoked_at is null
  ) from users u where u.id = wanted_user;
end;

-- For the health page, which belongs to no tenant: numbers, nothing else.
create function health_instances() returns table (running integer, starting integer, unhealthy integer)
language sql stable security definer set search_path = public
begin atomic
  select count(*) filter (where status in ('running', 'draining'))::integer, count(*) filter (where status = 'starting')::integer,
    count(*) filter (where status = 'unhealthy')::integer
  from instances where status not in ('stopped', 'failed');
end;

-- A new tenant with its first user and a subscription to the given plan. Unique violation when the address is taken.
create function auth_register(new_tenant text, new_user text, new_subscription text, mail text, full_name text, hash text, plan_code text, user_role text default 'owner')
returns void language plpgsql security definer set search_path = public as $$
begin
  insert into tenants (id, name) values (new_tenant, full_name);
  insert into users (id, tenant_id, email, name, password_hash, role)
    values (new_user, new_tenant, lower(mail), full_name, hash, user_role);
  insert into subscriptions (id, tenant_id, plan_id, status, current_period_start, current_period_end)
    select new_subscription, new_tenant, p.id, 'active', now(), now() + interval '1 month'
    from subscription_plans p where p.code = plan_code;
  if not found then raise exception 'no plan has the code %', plan_code; end if;
end $$;

revoke all on function auth_user_by_email(text), auth_refresh_token(bytea), auth_api_key(bytea), auth_login(text, text), health_instances(),
  auth_register(text, text, text, text, text, text, text, text), fan_out_events() from public;
grant execute on function auth_user_by_email(text), auth_refresh_token(bytea), auth_api_key(bytea), auth_login(text, text) to wa_tenant;
grant execute on function health_instances() to wa_tenant, wa_system;
grant execute on function auth_register(text, text, text, text, text, text, text, text) to wa_tenant, wa_system;
