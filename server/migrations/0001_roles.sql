-- compatible with nothing: creates the roles, helper functions and the id domain
-- Roles belong to the whole cluster, so that two databases of one cluster share them: create only what is missing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'wa_tenant') then create role wa_tenant login; end if;
  if not exists (select from pg_roles where rolname = 'wa_worker') then create role wa_worker login; end if;
  if not exists (select from pg_roles where rolname = 'wa_system') then create role wa_system login; end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster was faster
end $$;

-- A worker frozen in the middle of a transaction must not hold its locks for longer than this.
alter role wa_worker set idle_in_transaction_session_timeout = '5s';
alter role wa_tenant set idle_in_transaction_session_timeout = '10s';
alter role wa_tenant set statement_timeout = '30s';

revoke create on schema public from public;
grant usage on schema public to wa_tenant, wa_worker, wa_system;

-- Ids sort by time and by bytes: a prefix and a UUIDv7 in hex.
create domain id as text collate "C" check (value ~ '^[a-z]{3}_[0-9a-f]{32}$');

create function current_tenant() returns text language sql stable parallel safe
return nullif(current_setting('app.tenant_id', true), '');

create function touch_updated_at() returns trigger language plpgsql as $$
begin
  new.updated_at = clock_timestamp();
  return new;
end $$;
