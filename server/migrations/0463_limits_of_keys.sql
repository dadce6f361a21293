-- compatible with 0462+: a limit of requests that an API key has of its own, within that of its tenant
alter table api_keys add column requests_per_minute_max integer check (requests_per_minute_max between 1 and 1000000);

-- Versions before this one ask auth_bound_key, and count such a key with its tenant alone.
create function auth_limited_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[], session_ids text[], requests_per_minute_max integer) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role,
    k.allowed_addresses, k.session_ids, k.requests_per_minute_max
  from public.api_keys k join public.users u on u.id = k.user_id where k.key_hash = hash
$$;
revoke all on function auth_limited_key(bytea) from public;
grant execute on function auth_limited_key(bytea) to wa_tenant;
