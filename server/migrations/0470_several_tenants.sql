-- compatible with 0465+: a user may be in several tenants
-- `users.tenant_id` is the home of the identity: password, second factor and logins are kept there. A login acts in one tenant: in
-- `acts_in`, or at home where that is null.
alter table refresh_tokens add column acts_in id;
alter table refresh_tokens add constraint refresh_tokens_acts_in
  foreign key (user_id, acts_in) references memberships (user_id, tenant_id) on delete cascade;
create index refresh_tokens_acts_in on refresh_tokens (user_id, acts_in) where acts_in is not null;

-- What is kept at home moves with it.
alter table refresh_tokens drop constraint refresh_tokens_user;
alter table refresh_tokens add constraint refresh_tokens_user
  foreign key (user_id, tenant_id) references users (id, tenant_id) on delete cascade on update cascade;
alter table user_second_factors drop constraint user_second_factors_user_id_fkey;
alter table user_second_factors add constraint user_second_factors_user
  foreign key (user_id, tenant_id) references users (id, tenant_id) on delete cascade on update cascade;
alter table passkeys drop constraint passkeys_user_id_fkey;
alter table passkeys add constraint passkeys_user
  foreign key (user_id, tenant_id) references users (id, tenant_id) on delete cascade on update cascade;
alter table mail_links drop constraint mail_links_user_id_fkey;
alter table mail_links add constraint mail_links_user
  foreign key (user_id, tenant_id) references users (id, tenant_id) on delete cascade on update cascade;

-- What a member has made goes with the membership.
alter table api_keys drop constraint api_keys_user;
alter table api_keys add constraint api_keys_user
  foreign key (user_id, tenant_id) references memberships (user_id, tenant_id) on delete cascade;
alter table link_tokens drop constraint link_tokens_user;
alter table link_tokens add constraint link_tokens_user
  foreign key (user_id, tenant_id) references memberships (user_id, tenant_id) on delete cascade;

-- A login goes on where it acts, also when the version before renews it, which knows of no other place than home. Whoever moves
-- the user's home has the row of the user first: it is asked for before the one of the membership, so that neither waits for
-- the other for ever.
create function go_on_acting() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.users u where u.id = new.user_id for key share;
  if new.acts_in is null then
    select t.acts_in into new.acts_in from public.refresh_tokens t
    where t.family_id = new.family_id and t.user_id = new.user_id and t.acts_in is not null limit 1;
  end if;
  return new;
end $$;
revoke all on function go_on_acting() from public;
create trigger refresh_tokens_go_on before insert on refresh_tokens for each row execute function go_on_acting();

-- Away from home nobody is an administrator of the installation, and a tenant that is being erased lets nobody in.
create function role_away(role text, home text, tenant text) returns text language sql immutable
return case when home = tenant then role else 'owner' end;
create function status_in(status text, home text, tenant text) returns text language plpgsql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if status <> 'active' or home = tenant or not exists (select from public.erasures e where e.erased_tenant_id = tenant) then
    return status;
  end if;
  return 'erasing';
end $$;
revoke all on function role_away(text, text, text), status_in(text, text, text) from public;

drop function auth_member_logins(text[], text[]);
create function auth_member_logins(users text[], families text[])
  returns table (place bigint, tenant_id text, role text, status text, stands boolean, member_role text, home_tenant_id text)
  language plpgsql stable security definer rows 1 set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    select w.place, m.tenant_id::text, role_away(u.role, u.tenant_id, m.tenant_id), status_in(u.status, u.tenant_id, m.tenant_id),
      t.id is not null, m.role, u.tenant_id::text
    from unnest(users, families) with ordinality as w (user_id, family_id, place)
    join users u on u.id = w.user_id
    left join lateral (
      select r.id, r.acts_in from refresh_tokens r
      where r.family_id = w.family_id and r.user_id = u.id and r.revoked_at is null limit 1
    ) t on true
    join memberships m on m.user_id = u.id and m.tenant_id = coalesce(t.acts_in, u.tenant_id);
end $$;
revoke all on function auth_member_logins(text[], text[]) from public;
grant execute on function auth_member_logins(text[], text[]) to wa_tenant;

create or replace function auth_bound_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[], session_ids text[]) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at,
    public.status_in(u.status, u.tenant_id, k.tenant_id), public.role_away(u.role, u.tenant_id, k.tenant_id),
    k.allowed_addresses, k.session_ids
  from public.api_keys k join public.users u on u.id = k.user_id
  where k.id = (select n.id from public.api_keys n where n.key_hash = hash
    union all select o.id from public.api_keys o where o.old_key_hash = hash and o.old_key_until > now() limit 1)
$$;
drop function auth_limited_key(bytea);
create function auth_limited_key(hash bytea) returns table (id text, tenant_id text, user_id text, scopes text[],
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz, user_status text, user_role text,
  allowed_addresses text[], session_ids text[], requests_per_minute_max integer, home_tenant_id text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at,
    public.status_in(u.status, u.tenant_id, k.tenant_id), public.role_away(u.role, u.tenant_id, k.tenant_id),
    k.allowed_addresses, k.session_ids, k.requests_per_minute_max, u.tenant_id
  from public.api_keys k join public.users u on u.id = k.user_id
  where k.id = (select n.id from public.api_keys n where n.key_hash = hash
    union all select o.id from public.api_keys o where o.old_key_hash = hash and o.old_key_until > now() limit 1)
$$;
revoke all on function auth_limited_key(bytea) from public;
grant execute on function auth_limited_key(bytea) to wa_tenant;

create or replace function auth_link_token(hash bytea) returns table (tenant_id text, session_id text, user_id text,
  expires_at timestamptz, used_at timestamptz, stands boolean, user_status text, user_role text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select t.tenant_id, t.session_id, t.user_id, t.expires_at, t.used_at,
    t.api_key_id is null or (k.revoked_at is null and (k.expires_at is null or k.expires_at > now())),
    public.status_in(u.status, u.tenant_id, t.tenant_id), public.role_away(u.role, u.tenant_id, t.tenant_id)
  from public.link_tokens t join public.users u on u.id = t.user_id left join public.api_keys k on k.id = t.api_key_id
  where t.token_hash = hash
$$;

drop function auth_refresh_token(bytea);
create function auth_refresh_token(hash bytea) returns table (id text, tenant_id text, user_id text, family_id text,
  expires_at timestamptz, used_at timestamptz, revoked_at timestamptz, acts_in text) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select t.id, t.tenant_id, t.user_id, t.family_id, t.expires_at, t.used_at, t.revoked_at, t.acts_in
  from public.refresh_tokens t where t.token_hash = hash
$$;
revoke all on function auth_refresh_token(bytea) from public;
grant execute on function auth_refresh_token(bytea) to wa_tenant;

-- The users of the caller's team, wherever their home is, as others see them.
create function team_users() returns table (id text, tenant_id text, email text, name text, role text, status text,
  email_verified_at timestamptz, last_login_at timestamptz, created_at timestamptz) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select u.id, public.current_tenant(), u.email, u.name, public.role_away(u.role, u.tenant_id, m.tenant_id), u.status,
    u.email_verified_at, u.last_login_at, u.created_at
  from public.memberships m join public.users u on u.id = m.user_id where m.tenant_id = public.current_tenant()
$$;
revoke all on function team_users() from public;
grant execute on function team_users() to wa_tenant, wa_system;

-- The tenants that a user is in whose home is the caller's tenant.
create function tenants_of(wanted text) returns table (id text, name text, role text, is_home boolean, membership_id text) language sql stable
  security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.id, t.name, m.role, t.id = u.tenant_id, m.id
  from public.users u join public.memberships m on m.user_id = u.id join public.tenants t on t.id = m.tenant_id
  where u.id = wanted and u.tenant_id = public.current_tenant()
    and not exists (select from public.erasures e where e.erased_tenant_id = t.id)
  order by m.created_at, m.id
$$;
revoke all on function tenants_of(text) from public;
grant execute on function tenants_of(text) to wa_tenant;

-- Notes in the log of another tenant that a member whose home is the caller's tenant logs in there. False: they are none.
create function enter_tenant(wanted_user text, wanted_tenant text, entry text, caller_ip text, about jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- The membership stays until the login is there, which ends with it; whoever ends it waits before it takes the user's row.
  perform from public.memberships m join public.users u on u.id = m.user_id
  where m.user_id = wanted_user and m.tenant_id = wanted_tenant and u.tenant_id = public.current_tenant()
    and not exists (select from public.erasures e where e.erased_tenant_id = wanted_tenant)
  for share of m;
  if not found then return false; end if;
  if wanted_tenant <> public.current_tenant() then
    insert into public.audit_log (id, tenant_id, actor_id, action, target_id, ip, details)
    values (entry, wanted_tenant, wanted_user, 'user.logged_in', wanted_user, caller_ip::inet, about);
  end if;
  return true;
end $$;
revoke all on function enter_tenant(text, text, text, text, jsonb) from public;
grant execute on function enter_tenant(text, text, text, text, jsonb) to wa_tenant;

-- A user who is there already joins the team that an invitation is to. False: the invitation is none any more, or not for them.
create function join_team(wanted text, wanted_round integer, known_user text, new_membership text, is_proved boolean)
  returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  taken public.team_invitations := public.take_team_invitation(wanted, wanted_round);
begin
  if taken.id is null then return false; end if;
  insert into public.memberships (id, tenant_id, user_id, role)
  select new_membership, taken.tenant_id, u.id, taken.role from public.users u
  where u.id = known_user and u.email = taken.email and u.status = 'active';
  if not found then return false; end if;
  if is_proved then
    update public.users u set email_verified_at = now() where u.id = known_user and u.email_verified_at is null;
  end if;
  return true;
end $$;
revoke all on function join_team(text, integer, text, text, boolean) from public;
grant execute on function join_team(text, integer, text, text, boolean) to wa_tenant;

-- Moves the home of a user, whose row is locked, to the team they are in longest. A login goes on where it acts: one that acted
-- at home without saying so would act in the next one. False: there is none.
create function move_home(wanted text) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  home text;
  goal text;
begin
  select u.tenant_id into home from public.users u where u.id = wanted;
  select m.tenant_id into goal from public.memberships m
  where m.user_id = wanted and m.tenant_id <> home
    and not exists (select from public.erasures e where e.erased_tenant_id = m.tenant_id)
  order by m.created_at, m.id limit 1;
  if goal is null then return false; end if;
  -- An administrator of the installation was one at home. From here on no login of the user is renewed until the transaction ends.
  update public.users u set tenant_id = goal, role = 'owner' where u.id = wanted;
  update public.refresh_tokens t set acts_in = home where t.user_id = wanted and t.acts_in is null;
  return true;
end $$;
revoke all on function move_home(text) from public;

-- All members of a tenant may have their home elsewhere: who is its first is asked of the memberships.
create or replace function own_new_tenant() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into public.memberships (id, tenant_id, user_id, role)
  select 'mem_' || substr(new.id, 5), new.tenant_id, new.id, 'owner'
  where not exists (select from public.memberships m where m.tenant_id = new.tenant_id);
  return null;
end $$;
create or replace function auth_incoming_webhook(hash bytea) returns table (id text, tenant_id text, session_id text, recipient text,
  template_id text, language text, per_minute integer) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select w.id, w.tenant_id, w.session_id, w.recipient, w.template_id, w.language, w.per_minute
  from public.incoming_webhooks w
  where w.secret_hash = hash and w.enabled
    and exists (select from public.memberships m join public.users u on u.id = m.user_id
      where m.tenant_id = w.tenant_id and public.status_in(u.status, u.tenant_id, w.tenant_id) = 'active')
$$;

-- A tenant that is being erased needs no owner.
create or replace function keep_an_owner() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from public.tenants t where t.id = old.tenant_id for no key update;
  if found and not exists (select from public.memberships m where m.tenant_id = old.tenant_id and m.role = 'owner')
    and not exists (select from public.erasures e where e.erased_tenant_id = old.tenant_id) then
    raise exception 'the last owner of a tenant stays' using errcode = 'check_violation', constraint = 'memberships_last_owner';
  end if;
  return null;
end $$;

-- Ends a membership of the caller's tenant, with the logins that act there, keys and links. A user whose home it was has another
-- one in the next of their teams, or goes where there is none. The last administrator of the installation stays.
create or replace function remove_member(wanted text) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  here constant text := public.current_tenant();
  gone text;
  person public.users;
begin
  perform from public.users u where u.role = 'admin' order by u.id for no key update;
  select m.user_id into gone from public.memberships m where m.id = wanted and m.tenant_id = here for no key update;
  if gone is null then return false; end if;
  select u.* into person from public.users u where u.id = gone for no key update;
  if person.tenant_id = here and person.role = 'admin'
    and not exists (select from public.users u where u.id <> gone and u.role = 'admin' and u.status = 'active') then
    raise exception 'the last administrator stays' using errcode = 'check_violation', constraint = 'users_last_administrator';
  end if;
  if person.tenant_id = here and not public.move_home(gone) then
    update public.registration_invitations set created_by = null where created_by = gone;
    delete from public.users u where u.id = gone;
    return true;
  end if;
  delete from public.memberships m where m.id = wanted;
  return true;
end $$;

-- Begins to erase a tenant; nothing: the last administrator is in it. Its users who are in other teams too go on there.
create or replace function begin_erasure(erasure text, wanted text, by_whom text, administrator text)
  returns table (id text, requested_at timestamptz, log_out_until timestamptz, complete_by timestamptz)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  person text;
begin
  perform from users u where u.role = 'admin' order by u.id for no key update;
  if exists (select from users u where u.tenant_id = wanted and u.role = 'admin' and u.status <> 'erasing')
    and not exists (select from users u where u.tenant_id <> wanted and u.role = 'admin' and u.status = 'active') then
    return;
  end if;
  insert into erasures as e (id, erased_tenant_id, asked_by, administrator_id, log_out_until, complete_by)
  values (erasure, wanted, by_whom, administrator, now() + interval '2 minutes', now() + interval '1 day')
  on conflict (erased_tenant_id) do nothing;
  for person in select u.id from users u where u.tenant_id = wanted and u.status <> 'erasing' order by u.id for no key update loop
    perform move_home(person);
  end loop;
  delete from team_invitations i where i.tenant_id = wanted;
  update users u set status = 'erasing' where u.tenant_id = wanted and u.status <> 'erasing';
  update webhooks w set enabled = false where w.tenant_id = wanted and w.enabled;
  perform put_erasure_job();
  return query select e.id::text, e.requested_at, e.log_out_until, e.complete_by from erasures e where e.erased_tenant_id = wanted;
end $$;
