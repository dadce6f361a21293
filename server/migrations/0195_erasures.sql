-- compatible with 0181+: accounts that are being erased, and what remains of them: that they were
-- Versions before this one take it for suspended and refuse every credential as well.
alter table users drop constraint users_status_check;
alter table users add constraint users_status_check check (status in ('active', 'suspended', 'erasing'));

-- One line for each account that was, or is being, erased. It outlives the account, so it names no person and refers to nothing.
create table erasures (
  id id primary key,
  erased_tenant_id id not null unique,
  asked_by text not null check (asked_by in ('user', 'administrator')),
  administrator_id id,
  requested_at timestamptz not null default now(),
  log_out_until timestamptz not null,
  complete_by timestamptz not null,
  linked integer,
  not_logged_out integer,
  counts jsonb not null default '{}',
  finished_at timestamptz,
  check ((asked_by = 'administrator') or administrator_id is null)
);
create index erasures_unfinished on erasures (requested_at) where finished_at is null;
grant select, update on erasures to wa_system;

-- With `at` it moves the one job that waits.
create function put_erasure_job(at timestamptz default now()) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('erase_accounts', json_build_object('v', 1), job_key => 'erase_accounts', run_at => at, max_attempts => 14);
end $$;
revoke all on function put_erasure_job(timestamptz) from public;
grant execute on function put_erasure_job(timestamptz) to wa_system;

-- From this transaction on no credential of the account works and none of its webhooks is called. No row: it is the account of
-- the last administrator. Two administrators at a time wait for each other.
create function begin_erasure(erasure text, wanted text, by_whom text, administrator text) returns table (id text, requested_at timestamptz,
  log_out_until timestamptz, complete_by timestamptz) language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from users u where u.role = 'admin' order by u.id for no key update;
  if exists (select from users u where u.tenant_id = wanted and u.role = 'admin' and u.status <> 'erasing')
    and not exists (select from users u where u.tenant_id <> wanted and u.role = 'admin' and u.status = 'active') then
    return;
  end if;
  insert into erasures as e (id, erased_tenant_id, asked_by, administrator_id, log_out_until, complete_by)
  values (erasure, wanted, by_whom, administrator, now() + interval '2 minutes', now() + interval '1 day')
  on conflict (erased_tenant_id) do nothing;
  update users u set status = 'erasing' where u.tenant_id = wanted and u.status <> 'erasing';
  update webhooks w set enabled = false where w.tenant_id = wanted and w.enabled;
  perform put_erasure_job();
  return query select e.id::text, e.requested_at, e.log_out_until, e.complete_by from erasures e where e.erased_tenant_id = wanted;
end $$;
revoke all on function begin_erasure(text, text, text, text) from public;
grant execute on function begin_erasure(text, text, text, text) to wa_system;

create function begin_own_erasure(erasure text) returns table (id text, requested_at timestamptz, log_out_until timestamptz,
  complete_by timestamptz) language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select * from public.begin_erasure(erasure, public.current_tenant(), 'user', null)
$$;
revoke all on function begin_own_erasure(text) from public;
grant execute on function begin_own_erasure(text) to wa_tenant;
