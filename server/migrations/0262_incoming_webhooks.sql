-- compatible with 0261+: secret addresses; what is posted there becomes a message to one chat
create table incoming_webhooks (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  session_id id not null,
  name text not null check (length(name) between 1 and 100),
  -- As the caller wrote it.
  recipient text not null check (length(recipient) between 1 and 200),
  -- Null: the text is made from what is posted.
  template_id id,
  language text check (length(language) <= 35),
  per_minute integer not null check (per_minute between 1 and 600),
  enabled boolean not null default true,
  secret_hash bytea not null unique,
  last_used_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade,
  foreign key (template_id, tenant_id) references templates (id, tenant_id)
);
create index incoming_webhooks_list on incoming_webhooks (tenant_id, id desc);
create index incoming_webhooks_session on incoming_webhooks (session_id);
create index incoming_webhooks_template on incoming_webhooks (template_id) where template_id is not null;
create trigger incoming_webhooks_touch before update on incoming_webhooks for each row
  when (new.last_used_at is not distinct from old.last_used_at) execute function touch_updated_at();
select protect_table('incoming_webhooks', tenant => 'select, insert, update, delete');

-- The one with this secret, while somebody of its tenant may log in: who has the secret names no tenant.
create function auth_incoming_webhook(hash bytea) returns table (id text, tenant_id text, session_id text, recipient text,
  template_id text, language text, per_minute integer) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select w.id, w.tenant_id, w.session_id, w.recipient, w.template_id, w.language, w.per_minute
  from public.incoming_webhooks w
  where w.secret_hash = hash and w.enabled
    and exists (select from public.users u where u.tenant_id = w.tenant_id and u.status = 'active')
$$;
revoke all on function auth_incoming_webhook(bytea) from public;
grant execute on function auth_incoming_webhook(bytea) to wa_tenant;
