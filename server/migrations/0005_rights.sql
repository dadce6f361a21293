-- compatible with 0004+: row level security and the least rights for each role
-- wa_tenant sees the rows of the tenant named by the transaction (app.tenant_id), wa_worker those of the sessions
-- leased to the instance whose control token the connection carries (app.worker_token), wa_system all of them.

-- The sessions a worker holds a lease on. An expired lease counts until somebody else takes it.
create function worker_sessions() returns text[] language sql stable security definer set search_path = public
return (
  select coalesce(array_agg(l.session_id::text), '{}')
  from session_leases l join instances i on i.id = l.instance_id
  where i.token_hash = sha256(convert_to(coalesce(current_setting('app.worker_token', true), ''), 'utf8'))
);
create function worker_instance() returns text language sql stable security definer set search_path = public
return (
  select i.id from instances i
  where i.token_hash = sha256(convert_to(coalesce(current_setting('app.worker_token', true), ''), 'utf8'))
);
revoke all on function worker_sessions(), worker_instance() from public;
grant execute on function worker_sessions(), worker_instance() to wa_worker;

do $$
declare
  name text;
begin
  -- tables with a tenant
  foreach name in array array['users', 'subscriptions', 'api_keys', 'refresh_tokens', 'audit_log', 'usage_stats',
    'idempotency_keys', 'sessions', 'session_leases', 'session_keys', 'session_credentials', 'signal_keys', 'messages',
    'outbound', 'events', 'webhooks', 'webhook_deliveries']
  loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy system_all on %I to wa_system using (true) with check (true)', name);
    -- what WhatsApp's credentials are made of is nothing the internet-facing role may touch
    if name not in ('session_leases', 'session_keys', 'session_credentials', 'signal_keys') then
      execute format('create policy tenant_own on %I to wa_tenant using (tenant_id = (select current_tenant()))
        with check (tenant_id = (select current_tenant()))', name);
    end if;
  end loop;

  -- what a worker touches
  foreach name in array array['session_leases', 'session_credentials', 'signal_keys', 'messages', 'outbound', 'events'] loop
    execute format('create policy worker_leased on %I to wa_worker using (session_id = any ((select worker_sessions())::text[]))
      with check (session_id = any ((select worker_sessions())::text[]))', name);
  end loop;
end $$;
create policy worker_leased on sessions to wa_worker using (id = any ((select worker_sessions())::text[]))
  with check (id = any ((select worker_sessions())::text[]));

alter table tenants enable row level security;
create policy system_all on tenants to wa_system using (true) with check (true);
create policy tenant_own on tenants to wa_tenant using (id = (select current_tenant()));

alter table instances enable row level security;
create policy system_all on instances to wa_system using (true) with check (true);
create policy tenant_own on instances for select to wa_tenant
  using (tenant_id = (select current_tenant()) or exists (select from sessions s where s.instance_id = instances.id));
create policy worker_self on instances for select to wa_worker using (id = (select worker_instance()));

alter table subscription_plans enable row level security;
create policy system_all on subscription_plans to wa_system using (true) with check (true);
create policy everyone_reads on subscription_plans for select to wa_tenant using (true);

grant select, insert, update, delete on all tables in schema public to wa_system;
grant usage on all sequences in schema public to wa_system, wa_tenant, wa_worker;

grant select on tenants, subscription_plans, instances to wa_tenant;
grant select (role, started_at, seen_at) on service_heartbeats to wa_tenant;
grant update (name) on tenants to wa_tenant;
grant select, insert, update on users, subscriptions, api_keys, refresh_tokens, usage_stats, idempotency_keys, messages to wa_tenant;
grant delete on idempotency_keys, refresh_tokens, sessions, webhooks, outbound to wa_tenant;
grant select, insert on audit_log, events to wa_tenant;
grant select, insert, update on sessions, webhooks, outbound to wa_tenant;
grant select, update on webhook_deliveries to wa_tenant;

grant select on instances, sessions to wa_worker;
grant update (status, status_reason, phone_number, jid, lid, push_name, platform, qr, qr_expires_at, pairing_code,
  pairing_phone_number, linked_at, connected_at, last_seen_at, updated_at, desired) on sessions to wa_worker;
grant select on session_leases to wa_worker;
grant update (expires_at) on session_leases to wa_worker;
grant select, insert, update, delete on session_credentials, signal_keys to wa_worker;
grant select, insert, update on messages to wa_worker;
grant select, update, delete on outbound to wa_worker;
grant insert on events to wa_worker;
