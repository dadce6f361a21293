-- compatible with 0041+: a link token lets somebody without an account link one session, once
create table link_tokens (
  -- another token of the session takes the place of the one before
  session_id id primary key,
  tenant_id id not null,
  user_id id not null,
  -- the key that it was made with; it ends when the key does
  api_key_id id,
  token_hash bytea not null unique,
  expires_at timestamptz not null,
  -- when the session was linked
  used_at timestamptz,
  created_at timestamptz not null default now(),
  constraint link_tokens_session foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade,
  constraint link_tokens_user foreign key (user_id, tenant_id) references users (id, tenant_id) on delete cascade,
  constraint link_tokens_api_key foreign key (tenant_id, api_key_id) references api_keys (tenant_id, id) on delete cascade
);
create index link_tokens_tenant on link_tokens (tenant_id, session_id);
create index link_tokens_users on link_tokens (user_id);
alter table link_tokens enable row level security;
create policy system_all on link_tokens to wa_system using (true) with check (true);
create policy tenant_own on link_tokens to wa_tenant using (tenant_id = (select current_tenant()))
  with check (tenant_id = (select current_tenant()));
grant select, insert, update, delete on link_tokens to wa_system;
grant select, insert, update on link_tokens to wa_tenant;

-- Whose token this is, before a tenant is known; `stands`: the key that it was made with still does.
create function auth_link_token(hash bytea)
returns table (tenant_id text, session_id text, user_id text, expires_at timestamptz, used_at timestamptz, stands boolean,
  user_status text, user_role text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp
begin atomic
  select t.tenant_id, t.session_id, t.user_id, t.expires_at, t.used_at,
    t.api_key_id is null or (k.revoked_at is null and (k.expires_at is null or k.expires_at > now())), u.status, u.role
  from link_tokens t
  join users u on u.id = t.user_id
  left join api_keys k on k.id = t.api_key_id
  where t.token_hash = hash;
end;
revoke all on function auth_link_token(bytea) from public;
grant execute on function auth_link_token(bytea) to wa_tenant;

-- What links a session is a worker, which has no business with tokens.
create function use_link_token() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update link_tokens set used_at = clock_timestamp() where session_id = new.id and used_at is null;
  return null;
end $$;
create trigger sessions_use_link_token after update of linked_at on sessions for each row
  when (old.linked_at is null and new.linked_at is not null) execute function use_link_token();
