-- compatible with 0371+: who is a member of which tenant, and in which role
-- What a role may do stands in the code (domain/member.ts). `users.tenant_id` stays the tenant that a user was made with.
create table memberships (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  user_id id not null references users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'developer', 'agent', 'billing', 'viewer')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index memberships_user on memberships (user_id, tenant_id);
create index memberships_tenant on memberships (tenant_id, id);
create trigger memberships_touch before update on memberships for each row execute function touch_updated_at();
select protect_table('memberships', tenant => 'select');

-- Until now every user was alone in a tenant and could do everything. The id of the first membership is made from that of the
-- user: it sorts by the same time.
insert into memberships (id, tenant_id, user_id, role, created_at)
select 'mem_' || substr(id, 5), tenant_id, id, 'owner', created_at from users;

-- The version before this one makes users without memberships. Whoever is the first of a tenant owns it; nobody else becomes
-- an owner by being there.
create function own_new_tenant() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.memberships (id, tenant_id, user_id, role)
  select 'mem_' || substr(new.id, 5), new.tenant_id, new.id, 'owner'
  where not exists (select from public.users u where u.tenant_id = new.tenant_id and u.id <> new.id);
  return null;
end $$;
revoke all on function own_new_tenant() from public;
create trigger users_own_tenant after insert on users for each row execute function own_new_tenant();

-- As auth_logins, with the role. plpgsql: a statement of a definer is planned once for each connection, not with each call.
create function auth_member_logins(users text[], families text[])
  returns table (place bigint, tenant_id text, role text, status text, stands boolean, member_role text)
  language plpgsql stable security definer rows 1 set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select w.place, u.tenant_id::text, u.role, u.status,
      exists (select from refresh_tokens t where t.family_id = w.family_id and t.user_id = u.id and t.revoked_at is null),
      m.role
    from unnest(users, families) with ordinality as w (user_id, family_id, place)
    join users u on u.id = w.user_id
    join memberships m on m.user_id = u.id and m.tenant_id = u.tenant_id;
end $$;
revoke all on function auth_member_logins(text[], text[]) from public;
grant execute on function auth_member_logins(text[], text[]) to wa_tenant;

-- The version before this one lets whoever is logged in do everything: it is shown the logins of owners alone.
create or replace function auth_logins(users text[], families text[])
  returns table (place bigint, tenant_id text, role text, status text, stands boolean)
  language plpgsql stable security definer rows 1 set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select l.place, l.tenant_id, l.role, l.status, l.stands from auth_member_logins(users, families) l where l.member_role = 'owner';
end $$;
create or replace function auth_login(wanted_user text, wanted_family text)
  returns table (tenant_id text, role text, status text, stands boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.tenant_id, l.role, l.status, l.stands
  from public.auth_logins(array[wanted_user], array[wanted_family]) l
$$;
