-- compatible with 0025: each worker has a login of its own, which says which worker it is
-- Workers that share a login can change its settings, cancel each other's statements and end each other's connections.
create table worker_logins (
  instance_id id primary key,
  created_at timestamptz not null default now()
);
alter table worker_logins enable row level security;

-- A login of a worker is named after its instance, and nobody can become another. The one role that all workers shared is
-- told apart by the token of its connection, on servers where no roles can be made.
create or replace function worker_instance() returns text language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if session_user <> 'wa_worker' then return nullif(substr(session_user, 4), ''); end if;
  return (
    select i.id from instances i
    where i.token_hash = sha256(convert_to(coalesce(current_setting('app.worker_token', true), ''), 'utf8'))
  );
end $$;
create or replace function worker_sessions() returns text[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return array(select l.session_id::text from session_leases l where l.instance_id = worker_instance());
end $$;

-- Takes away the logins of workers that have ended. One that has made something of its own cannot be dropped: it is closed.
-- A connection that is still open has no rights from then on.
create function close_worker_logins() returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  gone text;
begin
  for gone in
    select l.instance_id from worker_logins l
    where not exists (select from instances i where i.id = l.instance_id and i.status not in ('stopped', 'failed'))
    order by 1 for update skip locked
  loop
    if exists (select from pg_roles where rolname = 'wa_' || gone) then
      execute format('revoke wa_worker from %I', 'wa_' || gone);
      begin
        execute format('drop role %I', 'wa_' || gone);
      exception when dependent_objects_still_exist then
        execute format('alter role %I nologin password null', 'wa_' || gone);
      end;
    end if;
    delete from worker_logins where instance_id = gone;
  end loop;
end $$;

-- Makes the login of a worker that is about to start, with a password of which only the verifier is known here.
create function open_worker_login(instance text, verifier text) returns text language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  login text := 'wa_' || instance;
begin
  if verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' then raise exception 'no verifier of a password'; end if;
  perform 1 from instances i where i.id = instance and i.status not in ('stopped', 'failed');
  if not found then raise exception 'no instance % that runs', instance; end if;
  perform close_worker_logins();
  insert into worker_logins (instance_id) values (instance) on conflict do nothing;
  if not exists (select from pg_roles where rolname = login) then
    execute format('create role %I login', login);
  end if;
  execute format('alter role %I login connection limit 12 password %L', login, verifier);
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', login, '5s');
  execute format('alter role %I set statement_timeout = %L', login, '60s');
  if current_setting('server_version_num')::int >= 160000 then
    execute format('grant wa_worker to %I with inherit true, set false', login);
  else
    execute format('grant wa_worker to %I', login);
  end if;
  return login;
end $$;
revoke all on function open_worker_login(text, text), close_worker_logins() from public;
grant execute on function open_worker_login(text, text), close_worker_logins() to wa_system;
grant select on worker_logins to wa_system;
create policy system_reads on worker_logins for select to wa_system using (true);
