-- compatible with 0414+: passkeys as a way to log in and as a second factor
create table passkeys (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  user_id id not null references users on delete cascade,
  credential_id bytea not null check (octet_length(credential_id) between 1 and 1023),
  public_key bytea not null check (octet_length(public_key) <= 4096),
  -- How often the authenticator says that it has signed; many always say 0.
  counter bigint not null check (counter >= 0),
  transports text[] not null default '{}' check (cardinality(transports) <= 10),
  backed_up boolean not null,
  name text not null check (length(name) between 1 and 100),
  -- When the challenge was made that it answered last: it answers that one no more, and none that is older.
  challenged_at timestamptz not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create unique index passkeys_credential on passkeys (credential_id);
create index passkeys_user on passkeys (user_id);
create index passkeys_tenant on passkeys (tenant_id);
select protect_table('passkeys', tenant => 'select, insert, update, delete');

-- Whose passkey it is, before a tenant is known.
create function auth_passkey(credential bytea) returns table (id text, tenant_id text, user_id text, user_status text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.id, p.tenant_id, p.user_id, u.status
  from public.passkeys p join public.users u on u.id = p.user_id where p.credential_id = credential
$$;
revoke all on function auth_passkey(bytea) from public;
grant execute on function auth_passkey(bytea) to wa_tenant;
