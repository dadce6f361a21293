-- compatible with 0178+: addresses that a key may be used from, and what was asked with each key
alter table api_keys add column allowed_addresses text[] not null default '{}' check (cardinality(allowed_addresses) <= 50);

-- Versions before this one go on asking auth_api_key, which knows of no addresses.
create function auth_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[]) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role, k.allowed_addresses
  from public.api_keys k join public.users u on u.id = k.user_id where k.key_hash = hash
$$;
revoke all on function auth_key(bytea) from public;
grant execute on function auth_key(bytea) to wa_tenant;

-- One line for each request with a key. `body` only of those that were refused for what they said.
create table api_key_requests (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  api_key_id id not null references api_keys on delete cascade,
  at timestamptz not null,
  method text not null check (length(method) <= 10),
  route text not null check (length(route) <= 300),
  status smallint not null,
  ms integer not null,
  request_id text not null check (length(request_id) <= 200),
  code text check (length(code) <= 100),
  ip inet,
  body text check (length(body) <= 4096)
);
create index api_key_requests_key on api_key_requests (tenant_id, api_key_id, id);
create index api_key_requests_key_id on api_key_requests (api_key_id);
select protect_table('api_key_requests', tenant => 'select');

-- Lines of many tenants are written at once, each under the tenant that its key belongs to.
create function log_key_requests(lines jsonb) returns void language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  insert into public.api_key_requests (id, tenant_id, api_key_id, at, method, route, status, ms, request_id, code, ip, body)
  select l.id, k.tenant_id, k.id, l.at, l.method, l.route, l.status, l.ms, l.request_id, l.code, l.ip, l.body
  from jsonb_to_recordset(lines) as l (id text, api_key_id text, at timestamptz, method text, route text, status smallint,
    ms integer, request_id text, code text, ip inet, body text)
  join public.api_keys k on k.id = l.api_key_id
  on conflict do nothing
$$;
revoke all on function log_key_requests(jsonb) from public;
grant execute on function log_key_requests(jsonb) to wa_tenant;
