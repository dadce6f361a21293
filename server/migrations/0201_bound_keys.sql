-- compatible with 0200+: API keys that are bound to sessions; whoever uses one sees the rows of these sessions and no others
alter table api_keys add column session_ids text[] not null default '{}' check (cardinality(session_ids) <= 100);

-- Versions before this one ask auth_key, and know of no sessions: to them such a key is none.
create or replace function auth_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[]) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role, k.allowed_addresses
  from public.api_keys k join public.users u on u.id = k.user_id where k.key_hash = hash and k.session_ids = '{}'
$$;
create function auth_bound_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[], session_ids text[]) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role,
    k.allowed_addresses, k.session_ids
  from public.api_keys k join public.users u on u.id = k.user_id where k.key_hash = hash
$$;
revoke all on function auth_bound_key(bytea) from public;
grant execute on function auth_bound_key(bytea) to wa_tenant;

-- The sessions that the transaction is bound to; null: to none.
create function bound_sessions() returns text[] language sql stable parallel safe
return string_to_array(nullif(current_setting('app.session_ids', true), ''), ',');
-- True or null. The planner takes `is not null` for almost always true, so that the policies below change none of its plans.
create function sees_all_sessions() returns boolean language sql stable parallel safe
return case when nullif(current_setting('app.session_ids', true), '') is null then true end;
grant execute on function bound_sessions(), sees_all_sessions() to wa_tenant;

-- Has a table show a transaction that is bound to sessions the rows of these alone. What belongs to no session is not
-- shown, unless `shared` says that it is everybody's. protect_table() does so for every table with a session.
create function bind_to_sessions(table_name text, shared boolean default false) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('create policy bound_sessions on %I as restrictive to wa_tenant using ((select sees_all_sessions()) is not null
    or %s session_id = any ((select bound_sessions())::text[]))', table_name, case when shared then 'session_id is null or' else '' end);
end $$;
revoke all on function bind_to_sessions(text, boolean) from public;

do $$
declare
  name text;
begin
  for name in
    select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid and p.polname = 'tenant_own'
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'session_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relname not in ('media', 'webhooks') order by c.relname
  loop
    perform bind_to_sessions(name);
  end loop;
end $$;
-- Files that were uploaded are the tenant's.
select bind_to_sessions('media', shared => true);
create policy bound_sessions on sessions as restrictive to wa_tenant
  using ((select sees_all_sessions()) is not null or id = any ((select bound_sessions())::text[]));
create policy bound_sessions on webhooks as restrictive to wa_tenant
  using ((select sees_all_sessions()) is not null or session_id = any ((select bound_sessions())::text[])
    or (session_id is null and session_ids <> '{}' and session_ids <@ (select bound_sessions())::text[]));
create policy bound_sessions on webhook_deliveries as restrictive to wa_tenant
  using ((select sees_all_sessions()) is not null or exists (select from webhooks w where w.id = webhook_id));
create policy bound_sessions on instances as restrictive to wa_tenant
  using ((select sees_all_sessions()) is not null or exists (select from sessions s where s.instance_id = instances.id));

-- As before, and tables with a session show a transaction that is bound to sessions the rows of these alone.
create or replace function protect_table(table_name text, tenant text default '', worker text default '',
  system text default 'select, insert, update, delete') returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
declare
  one constant text := '(select|delete|(select|insert|update)( *\([a-z0-9_]+( *, *[a-z0-9_]+)*\))?|insert|update)';
  own constant text := 'tenant_id = (select current_tenant())';
  -- In this form no index is chosen for the session, which costs a look-up for each that the worker holds (see 0011).
  leased constant text := 'session_id || '''' = any ((select worker_sessions())::text[])';
  leased_here constant text := 'session_id || tenant_id = any ((select worker_places())::text[])';
  changeable text;
  rights text;
begin
  foreach rights in array array[tenant, worker, system] loop
    if rights <> '' and rights !~ ('^' || one || '( *, *' || one || ')*$') then
      raise exception 'protect_table(%): no list of rights: %', table_name, rights;
    end if;
  end loop;
  if not exists (select from pg_attribute where attrelid = table_name::regclass and attname = 'tenant_id' and attnotnull) then
    raise exception 'protect_table(%): a table of tenants has a column tenant_id that is not null', table_name;
  end if;
  execute format('alter table %I enable row level security', table_name);

  if system <> '' then
    execute format('create policy system_all on %I to wa_system using (true) with check (true)', table_name);
    execute format('grant %s on %I to wa_system', system, table_name);
  end if;

  if tenant ~ '^ *select *$' then
    execute format('create policy tenant_own on %I for select to wa_tenant using (%s)', table_name, own);
  elsif tenant <> '' then
    execute format('create policy tenant_own on %I to wa_tenant using (%s) with check (%s)', table_name, own, own);
  end if;
  if tenant <> '' then execute format('grant %s on %I to wa_tenant', tenant, table_name); end if;

  if tenant <> '' and exists (select from pg_attribute where attrelid = table_name::regclass and attname = 'session_id'
    and not attisdropped) then
    perform bind_to_sessions(table_name);
  end if;

  if worker ~ '^ *select *$' then
    execute format('create policy worker_leased on %I for select to wa_worker using (%s)', table_name, leased);
  elsif worker <> '' then
    execute format('create policy worker_leased on %I to wa_worker using (%s) with check (%s)', table_name, leased, leased_here);
  end if;
  if worker <> '' then
    select string_agg(quote_ident(attname), ', ' order by attnum) into changeable from pg_attribute
    where attrelid = table_name::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
      and attname not in ('id', 'tenant_id', 'session_id', 'message_id');
    worker := regexp_replace(worker, 'update(?! *\()', 'update (' || changeable || ')');
    execute format('grant %s on %I to wa_worker', worker, table_name);
  end if;
end $$;
