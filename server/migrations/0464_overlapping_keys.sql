-- compatible with 0463+: an API key that was replaced may go on for a while
alter table api_keys add column old_key_hash bytea unique, add column old_key_until timestamptz,
  add constraint api_keys_old_key check ((old_key_hash is null) = (old_key_until is null));

-- The old one is looked for where there is no key of this hash. Versions before this one ask auth_bound_key, and know it too.
create or replace function auth_bound_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[], session_ids text[]) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role,
    k.allowed_addresses, k.session_ids
  from public.api_keys k join public.users u on u.id = k.user_id
  where k.id = (select n.id from public.api_keys n where n.key_hash = hash
    union all select o.id from public.api_keys o where o.old_key_hash = hash and o.old_key_until > now() limit 1)
$$;
create or replace function auth_limited_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[], session_ids text[], requests_per_minute_max integer) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role,
    k.allowed_addresses, k.session_ids, k.requests_per_minute_max
  from public.api_keys k join public.users u on u.id = k.user_id
  where k.id = (select n.id from public.api_keys n where n.key_hash = hash
    union all select o.id from public.api_keys o where o.old_key_hash = hash and o.old_key_until > now() limit 1)
$$;
