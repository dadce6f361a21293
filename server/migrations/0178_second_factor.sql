-- compatible with 0177+: a second factor at log-in
-- The secret of an authenticator app, sealed. It counts once `confirmed_at` is set. A code is good for one log-in: those of
-- steps up to `last_step` are used up. Of recovery codes only hashes are kept.
create table user_second_factors (
  user_id id primary key references users on delete cascade,
  tenant_id id not null references tenants on delete cascade,
  sealed_secret bytea not null,
  recovery_hashes bytea[] not null default '{}' check (cardinality(recovery_hashes) <= 20),
  last_step bigint not null default 0,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz
);
create index user_second_factors_tenant on user_second_factors (tenant_id);
select protect_table('user_second_factors', tenant => 'select, insert, update, delete');
