-- compatible with 0021+: queues that have ended, of sessions that were logged out or banned
-- What a session had in line when it was logged out or banned. It is never sent, and fails piece by piece, in the background.
create table ended_queues (
  session_id id primary key,
  tenant_id id not null,
  -- the last place in line that counts
  upto_seq bigint not null,
  error jsonb not null,
  created_at timestamptz not null default now(),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index ended_queues_tenant on ended_queues (tenant_id);
create index ended_queues_age on ended_queues (created_at);
alter table ended_queues enable row level security;
create policy system_all on ended_queues to wa_system using (true) with check (true);
create policy tenant_own on ended_queues to wa_tenant using (tenant_id = (select current_tenant()))
  with check (tenant_id = (select current_tenant()));
create policy worker_leased on ended_queues to wa_worker using (session_id || '' = any ((select worker_sessions())::text[]))
  with check (session_id || '' = any ((select worker_sessions())::text[]));
grant select, insert, update, delete on ended_queues to wa_system;
grant select, insert, update on ended_queues to wa_tenant;
grant select, insert, update on ended_queues to wa_worker;

create function fail_ended_queues() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('fail_ended_queues', job_key => 'fail_ended_queues', max_attempts => 14);
  return null;
end $$;
revoke all on function fail_ended_queues() from public;
create trigger ended_queues_fail after insert or update on ended_queues for each statement execute function fail_ended_queues();
