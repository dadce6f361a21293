-- compatible with 0001+: tenants, users, plans, subscriptions, api keys, tokens, audit log, usage
create table tenants (
  id id primary key,
  name text not null,
  created_at timestamptz not null default now()
);

create table users (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  email text not null check (email = lower(email)),
  name text not null,
  password_hash text not null,
  role text not null default 'owner' check (role in ('owner', 'admin')),
  status text not null default 'active' check (status in ('active', 'suspended')),
  email_verified_at timestamptz,
  last_login_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_email on users (email);
create index users_tenant on users (tenant_id);
create trigger users_touch before update on users for each row execute function touch_updated_at();

create table subscription_plans (
  id id primary key,
  code text not null unique,
  name text not null,
  description text not null default '',
  price_cents integer not null check (price_cents >= 0),
  currency text not null default 'USD',
  -- null means unlimited
  sessions_max integer check (sessions_max >= 0),
  messages_per_month_max integer check (messages_per_month_max >= 0),
  webhooks_max integer check (webhooks_max >= 0),
  api_keys_max integer check (api_keys_max >= 0),
  instance_mode text not null check (instance_mode in ('dedicated', 'tenant', 'shared')),
  cpu_millis integer not null default 500 check (cpu_millis > 0),
  memory_mb integer not null default 256 check (memory_mb > 0),
  is_public boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger subscription_plans_touch before update on subscription_plans for each row execute function touch_updated_at();

create table subscriptions (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  plan_id id not null references subscription_plans,
  status text not null check (status in ('trialing', 'active', 'past_due', 'canceled')),
  current_period_start timestamptz not null,
  current_period_end timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index subscriptions_current on subscriptions (tenant_id) where status <> 'canceled';
create index subscriptions_tenant on subscriptions (tenant_id, created_at desc);
create index subscriptions_plan on subscriptions (plan_id);
create trigger subscriptions_touch before update on subscriptions for each row execute function touch_updated_at();

create table api_keys (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  user_id id not null references users on delete cascade,
  name text not null,
  prefix text not null,
  key_hash bytea not null unique,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index api_keys_tenant on api_keys (tenant_id, id);
create index api_keys_user on api_keys (user_id);

-- One row per issued refresh token. Tokens of one login share a family; using one twice revokes the family.
create table refresh_tokens (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  user_id id not null references users on delete cascade,
  family_id id not null,
  token_hash bytea not null unique,
  user_agent text,
  ip inet,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index refresh_tokens_tenant on refresh_tokens (tenant_id, user_id);
create index refresh_tokens_family on refresh_tokens (family_id);
create index refresh_tokens_user on refresh_tokens (user_id);

create table audit_log (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  actor_id text,
  action text not null,
  target_id text,
  ip inet,
  details jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index audit_log_tenant on audit_log (tenant_id, id desc);

-- Counters are spread over shards so that concurrent sends of one tenant do not wait for each other.
create table usage_stats (
  tenant_id id not null references tenants on delete cascade,
  metric text not null,
  period_start date not null,
  shard smallint not null,
  used bigint not null default 0 check (used >= 0),
  primary key (tenant_id, metric, period_start, shard)
) with (fillfactor = 50);

create table idempotency_keys (
  tenant_id id not null references tenants on delete cascade,
  key text not null check (length(key) between 1 and 255),
  fingerprint bytea not null,
  -- the answer, sealed because some answers show a secret once
  response bytea,
  created_at timestamptz not null default now(),
  primary key (tenant_id, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);
