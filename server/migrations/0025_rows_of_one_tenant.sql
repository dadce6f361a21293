-- compatible with 0024: what belongs to a session, a webhook or a user belongs to its tenant, and nobody can say otherwise
-- Two keys that were each looked up become one that is looked up once, and that cannot name two different tenants.
do $$
declare
  name text;
begin
  foreach name in array array['session_leases', 'session_keys', 'session_credentials', 'signal_keys', 'paces', 'lids'] loop
    execute format('alter table %I drop constraint %I, drop constraint %I,
      add constraint %I foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade',
      name, name || '_session_id_fkey', name || '_tenant_id_fkey', name || '_session');
  end loop;
  alter table users add constraint users_of_tenant unique (id, tenant_id);
  foreach name in array array['api_keys', 'refresh_tokens'] loop
    execute format('alter table %I drop constraint %I, drop constraint %I,
      add constraint %I foreign key (user_id, tenant_id) references users (id, tenant_id) on delete cascade',
      name, name || '_user_id_fkey', name || '_tenant_id_fkey', name || '_user');
  end loop;
end $$;
-- A webhook for all sessions has a tenant and no session.
alter table webhooks drop constraint webhooks_session_id_fkey,
  add constraint webhooks_session foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade,
  add constraint webhooks_of_tenant unique (id, tenant_id);
alter table webhook_deliveries drop constraint webhook_deliveries_webhook_id_fkey, drop constraint webhook_deliveries_tenant_id_fkey,
  add constraint webhook_deliveries_webhook foreign key (webhook_id, tenant_id) references webhooks (id, tenant_id) on delete cascade;

-- The sessions a worker holds, each with its tenant: what it writes names both. Events outlive their session, so that no
-- foreign key could hold them to it.
create function worker_places() returns text[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return array(select l.session_id || l.tenant_id from session_leases l where l.instance_id = worker_instance());
end $$;
revoke all on function worker_places() from public;
grant execute on function worker_places() to wa_worker;

do $$
declare
  name text;
  kept text;
begin
  for name in select tablename from pg_policies where schemaname = 'public' and policyname = 'worker_leased' and tablename <> 'sessions' loop
    execute format('alter policy worker_leased on %I with check (session_id || tenant_id = any ((select worker_places())::text[]))', name);
  end loop;
  alter policy worker_leased on sessions with check (id || tenant_id = any ((select worker_places())::text[]));

  -- What a row is part of is said once, when it is made. Whoever may change a whole table may also lock it for everybody.
  foreach name in array array['session_credentials', 'signal_keys', 'messages', 'outbound', 'paces', 'lids'] loop
    select string_agg(quote_ident(attname), ', ' order by attnum) into kept from pg_attribute
    where attrelid = name::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
      and attname not in ('id', 'tenant_id', 'session_id', 'message_id');
    execute format('revoke update on %I from wa_worker', name);
    execute format('grant update (%s) on %I to wa_worker', kept, name);
  end loop;
end $$;

-- Deliveries are made and moved by functions alone: one that named another's event would send it to whoever changed it.
revoke update on webhook_deliveries from wa_tenant;
revoke update on outbound from wa_tenant;
create policy message_own on outbound as restrictive for insert to wa_tenant
  with check (exists (
    select from messages m where m.id = message_id and m.session_id = outbound.session_id and m.tenant_id = outbound.tenant_id
  ));
