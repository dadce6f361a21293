-- compatible with 0202+: the end of the log of workers that are gone, of those alone that hosted one customer
create table instance_logs (
  instance_id id primary key references instances (id) on delete cascade,
  tenant_id id not null references tenants (id) on delete cascade,
  lines text not null check (octet_length(lines) <= 262144),
  noted_at timestamptz not null default now()
);
create index instance_logs_of_tenant on instance_logs (tenant_id);
select protect_table('instance_logs', tenant => 'select', system => 'select, insert');
-- It tells of every session that the worker held.
create policy bound_sessions on instance_logs as restrictive to wa_tenant using ((select sees_all_sessions()) is not null);
