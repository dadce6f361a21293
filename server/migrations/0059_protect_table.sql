-- compatible with 0053+: one call protects a table that belongs to tenants; no table changes
-- Called by migrations right after `create table`, and by nobody else. Each role is given its rights and the policy that
-- keeps it to its rows; a role that is given nothing sees nothing.
--   tenant   what the role of tenants may do with the rows of the tenant that the transaction names
--   worker   what a worker may do with the rows of the sessions it holds a lease on. A plain `update` leaves out the columns
--            that say what a row is part of: the id, the tenant, the session, the message.
--   system   what the orchestrator and the delivery role may do with all rows
-- Not forced upon the owner: functions such as auth_login run as the owner to find a row before a tenant is known.
create function protect_table(table_name text, tenant text default '', worker text default '',
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
revoke all on function protect_table(text, text, text, text) from public;

-- As everywhere else: what a worker writes names a session it holds together with its tenant.
alter policy worker_leased on ended_queues with check (session_id || tenant_id = any ((select worker_places())::text[]));

-- Pairing codes are given out once and kept nowhere.
alter table sessions drop column pairing_code;
