-- compatible with 0050+: a proxy for each session
-- What may be shown of it stands in the session. The address with its password is handed in sealed for the orchestrator, which
-- seals it with the key of the session: nobody but the worker that holds the session opens it from then on.
alter table sessions add column proxy jsonb;

create table session_proxies (
  session_id id primary key,
  tenant_id id not null,
  handed_in bytea,
  sealed bytea,
  constraint session_proxies_once check (num_nonnulls(handed_in, sealed) = 1),
  constraint session_proxies_session foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index session_proxies_tenant on session_proxies (tenant_id, session_id);
create index session_proxies_handed_in on session_proxies (session_id) where handed_in is not null;
alter table session_proxies enable row level security;
create policy system_all on session_proxies to wa_system using (true) with check (true);
create policy tenant_own on session_proxies to wa_tenant using (tenant_id = (select current_tenant()))
  with check (tenant_id = (select current_tenant()));
create policy worker_leased on session_proxies for select to wa_worker using (session_id || '' = any ((select worker_sessions())::text[]));
grant select, update (handed_in, sealed) on session_proxies to wa_system;
-- It writes what it cannot read.
grant select (session_id, tenant_id), insert, update (handed_in, sealed), delete on session_proxies to wa_tenant;
grant select on session_proxies to wa_worker;
