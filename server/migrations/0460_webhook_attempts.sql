-- compatible with 0413+: each attempt at a delivery, with what was sent along and what was answered
create table webhook_attempts (
  id id not null default new_id('att'),
  tenant_id id not null,
  delivery_id id not null references webhook_deliveries on delete cascade,
  at timestamptz not null default now(),
  url text not null check (length(url) <= 4096),
  -- Their names, and values that are no secrets. What was posted is the event, which stands beside.
  headers jsonb not null check (pg_column_size(headers) <= 16384),
  response_status smallint,
  response_ms integer not null,
  response_body text check (length(response_body) <= 4096),
  error text check (length(error) <= 1000),
  primary key (delivery_id, id)
);
create index webhook_attempts_tenant on webhook_attempts (tenant_id, id);
select protect_table('webhook_attempts', tenant => 'select');
create policy bound_sessions on webhook_attempts as restrictive to wa_tenant
  using ((select sees_all_sessions()) is not null or exists (select from webhook_deliveries d where d.id = delivery_id));
