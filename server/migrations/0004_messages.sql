-- compatible with 0003+: messages, the outbound queue, events, webhooks and their deliveries
create table messages (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  session_id id not null references sessions on delete cascade,
  direction text not null check (direction in ('inbound', 'outbound')),
  status text not null check (status in
    ('queued', 'sent', 'delivered', 'read', 'failed', 'canceled', 'received', 'undecryptable')),
  whatsapp_id text not null,
  chat_id text not null,
  sender_id text,
  push_name text,
  type text not null,
  content jsonb not null,
  error jsonb,
  -- when WhatsApp says it was sent
  whatsapp_at timestamptz,
  queued_at timestamptz not null default now(),
  sent_at timestamptz,
  delivered_at timestamptz,
  read_at timestamptz,
  failed_at timestamptz
);
-- A message redelivered, retried or sent twice by a crash is one row.
create unique index messages_whatsapp_id on messages (session_id, whatsapp_id, direction);
create index messages_tenant on messages (tenant_id, id desc);
create index messages_session on messages (session_id, id desc);
create index messages_chat on messages (session_id, chat_id, id desc);

create table outbound (
  seq bigint generated always as identity primary key,
  message_id id not null unique references messages on delete cascade,
  session_id id not null references sessions on delete cascade,
  tenant_id id not null references tenants on delete cascade,
  chat_id text not null,
  attempts integer not null default 0,
  run_at timestamptz not null default now(),
  -- the lease epoch of the worker that has it in memory; an older one means nobody has
  claimed_epoch bigint not null default 0
) with (fillfactor = 70);
create index outbound_session on outbound (session_id, seq);
create index outbound_tenant on outbound (tenant_id);

-- Written once, in the transaction of the change that it tells of.
create table events (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  session_id id,
  type text not null,
  data jsonb not null,
  created_at timestamptz not null default now(),
  seq bigint generated always as identity,
  -- Readers take only rows below the oldest running transaction, so a row that commits late is never passed by.
  xid xid8 not null default pg_current_xact_id()
);
create index events_tenant on events (tenant_id, xid, seq);
create index events_session on events (session_id, xid, seq) where session_id is not null;
create index events_age on events (created_at);

create table webhooks (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  -- null: events of every session of the tenant
  session_id id references sessions on delete cascade,
  -- the webhook that a session's webhook_url stands for
  is_session_url boolean not null default false,
  url text not null,
  description text not null default '',
  -- event types, or '*' for all
  event_types text[] not null,
  sealed_secret bytea not null,
  enabled boolean not null default true,
  disabled_reason text,
  -- attempts that failed since the last one that did not, and when the first of them was
  consecutive_failures integer not null default 0,
  failing_since timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (not is_session_url or session_id is not null)
);
create index webhooks_tenant on webhooks (tenant_id, id);
create unique index webhooks_session_url on webhooks (session_id) where is_session_url;
create index webhooks_session on webhooks (session_id) where session_id is not null;
create trigger webhooks_touch before update on webhooks for each row execute function touch_updated_at();

create table webhook_deliveries (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  webhook_id id not null references webhooks on delete cascade,
  event_id id not null references events on delete cascade,
  status text not null default 'pending' check (status in ('pending', 'succeeded', 'failed')),
  attempts integer not null default 0,
  next_attempt_at timestamptz,
  response_status integer,
  response_ms integer,
  last_error text,
  created_at timestamptz not null default now(),
  finished_at timestamptz
) with (fillfactor = 80);
create index webhook_deliveries_webhook on webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_tenant on webhook_deliveries (tenant_id, id desc);
create unique index webhook_deliveries_event on webhook_deliveries (event_id, webhook_id);
