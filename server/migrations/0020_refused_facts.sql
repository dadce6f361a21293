-- compatible with 0019+: what WhatsApp said and the database did not take
-- A fact that is refused is put here in the transaction in which it was to be written, so that what is acknowledged to WhatsApp
-- is on disk, and its session goes on with the next.
create table refused_facts (
  id id primary key,
  tenant_id id not null,
  session_id id not null,
  -- the kind of change it was to make
  type text not null,
  -- what the database said to it
  reason text not null,
  -- as JSON, of what is long only the beginning
  fact text not null,
  created_at timestamptz not null default now(),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index refused_facts_tenant on refused_facts (tenant_id, id);
create index refused_facts_session on refused_facts (session_id, id);
alter table refused_facts enable row level security;
create policy system_all on refused_facts to wa_system using (true) with check (true);
create policy worker_leased on refused_facts to wa_worker using (session_id || '' = any ((select worker_sessions())::text[]))
  with check (session_id || '' = any ((select worker_sessions())::text[]));
grant select, insert, update, delete on refused_facts to wa_system;
grant select, insert, delete on refused_facts to wa_worker;
