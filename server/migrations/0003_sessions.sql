-- compatible with 0002+: instances, sessions, their leases, sealed keys and credentials
create table instances (
  id id primary key,
  -- null: shared by the sessions of many tenants
  tenant_id id references tenants on delete cascade,
  mode text not null check (mode in ('dedicated', 'tenant', 'shared')),
  driver text not null,
  host text not null,
  port integer not null check (port between 4000 and 4999),
  status text not null check (status in ('starting', 'running', 'unhealthy', 'draining', 'stopped', 'failed')),
  desired text not null default 'running' check (desired in ('running', 'stopped')),
  -- what the driver calls it: a process id, a container id, a service id
  reference text,
  -- sha-256 of the token that opens the worker's control port and names it to the database
  token_hash bytea not null,
  sessions_max integer not null check (sessions_max > 0),
  restarts integer not null default 0,
  status_reason text,
  started_at timestamptz,
  heartbeat_at timestamptz,
  stopped_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index instances_address on instances (host, port) where status not in ('stopped', 'failed');
create unique index instances_token on instances (token_hash);
create index instances_tenant on instances (tenant_id, id) where tenant_id is not null;
create index instances_live on instances (status) where status not in ('stopped', 'failed');
create trigger instances_touch before update on instances for each row execute function touch_updated_at();

-- Signs of life of the roles that have no port.
create table service_heartbeats (
  role text not null check (role in ('orchestrator', 'delivery')),
  host text not null,
  pid integer not null,
  started_at timestamptz not null,
  seen_at timestamptz not null default now(),
  details jsonb not null default '{}',
  primary key (role, host, pid)
) with (fillfactor = 50);

create table sessions (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  session_name text not null,
  status text not null default 'created' check (status in
    ('created', 'starting', 'qr', 'connected', 'reconnecting', 'stopped', 'logged_out', 'failed')),
  status_reason text,
  -- what the user wants; status is what is
  desired text not null default 'stopped' check (desired in ('running', 'stopped')),
  instance_id id references instances on delete set null,
  phone_number text,
  jid text,
  lid text,
  push_name text,
  platform text,
  qr text,
  qr_expires_at timestamptz,
  pairing_phone_number text,
  pairing_code text,
  linked_at timestamptz,
  connected_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index sessions_name on sessions (tenant_id, session_name);
create index sessions_tenant on sessions (tenant_id, id);
create index sessions_instance on sessions (instance_id) where instance_id is not null;
create index sessions_desired on sessions (desired) where desired = 'running';
create trigger sessions_touch before update on sessions for each row execute function touch_updated_at();

-- Who may hold the socket of a session. The epoch grows with every change of owner and never goes back,
-- so a write that carries an older one is refused.
create table session_leases (
  session_id id primary key references sessions on delete cascade,
  tenant_id id not null references tenants on delete cascade,
  instance_id id references instances on delete set null,
  epoch bigint not null default 1,
  expires_at timestamptz not null
) with (fillfactor = 50);
create index session_leases_instance on session_leases (instance_id);
create index session_leases_tenant on session_leases (tenant_id);

-- The session's own key, sealed with the master key. Only the orchestrator reads this table.
create table session_keys (
  session_id id primary key references sessions on delete cascade,
  tenant_id id not null references tenants on delete cascade,
  sealed_key bytea not null,
  created_at timestamptz not null default now()
);
create index session_keys_tenant on session_keys (tenant_id);

-- Credentials and protocol keys of WhatsApp, sealed with the session's own key.
create table session_credentials (
  session_id id primary key references sessions on delete cascade,
  tenant_id id not null references tenants on delete cascade,
  sealed bytea not null,
  epoch bigint not null,
  updated_at timestamptz not null default now()
);
create index session_credentials_tenant on session_credentials (tenant_id);

create table signal_keys (
  session_id id not null references sessions on delete cascade,
  kind text not null,
  key_id text not null,
  tenant_id id not null references tenants on delete cascade,
  sealed bytea not null,
  primary key (session_id, kind, key_id)
) with (fillfactor = 80);
create index signal_keys_tenant on signal_keys (tenant_id);
-- Sealed rows are noise: an attempt to compress them is wasted.
alter table signal_keys alter column sealed set storage external;
alter table session_credentials alter column sealed set storage external;
