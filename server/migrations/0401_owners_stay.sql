-- compatible with 0400+: roles can be changed and members removed; the last owner of a tenant stays
grant update (role) on memberships to wa_tenant;
drop policy tenant_own on memberships;
create policy tenant_own on memberships to wa_tenant using (tenant_id = (select current_tenant()))
  with check (tenant_id = (select current_tenant()));

-- Whoever takes an owner away waits for others who do so in the same tenant, and then sees what those have done: of two owners
-- who remove each other at the same moment one stays. A tenant that goes takes its owners along.
create function keep_an_owner() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.tenants t where t.id = old.tenant_id for no key update;
  if found and not exists (select from public.memberships m where m.tenant_id = old.tenant_id and m.role = 'owner') then
    raise exception 'the last owner of a tenant stays' using errcode = 'check_violation', constraint = 'memberships_last_owner';
  end if;
  return null;
end $$;
revoke all on function keep_an_owner() from public;
create trigger memberships_keep_owner after update of role or delete on memberships for each row
  when (old.role = 'owner') execute function keep_an_owner();

-- Ends a membership of the caller's tenant, and with it the user, who was made for this tenant: logins, keys and links go too.
-- False: there is none. The last administrator of the installation stays, too.
create function remove_member(wanted text) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  gone text;
begin
  delete from public.memberships m where m.id = wanted and m.tenant_id = public.current_tenant() returning m.user_id into gone;
  if gone is null then return false; end if;
  perform from public.users u where u.role = 'admin' order by u.id for no key update;
  if exists (select from public.users u where u.id = gone and u.role = 'admin')
    and not exists (select from public.users u where u.id <> gone and u.role = 'admin' and u.status = 'active') then
    raise exception 'the last administrator stays' using errcode = 'check_violation', constraint = 'users_last_administrator';
  end if;
  update public.registration_invitations set created_by = null where created_by = gone;
  delete from public.users u where u.id = gone and u.tenant_id = public.current_tenant();
  return true;
end $$;
revoke all on function remove_member(text) from public;
grant execute on function remove_member(text) to wa_tenant;
