-- compatible with 0451+: people are invited into teams
-- An invitation that waits for an answer; one that was taken or taken back is no row any more. Its token follows from the id, the
-- round and a key of the installation, so it stands nowhere; sending it again begins a round, and the tokens of those before are
-- of no use. It goes with whoever vouches for it.
create table team_invitations (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  email text not null check (email = lower(email) and length(email) <= 254),
  role text not null check (role in ('owner', 'admin', 'developer', 'agent', 'billing', 'viewer')),
  invited_by id not null,
  language text not null check (length(language) <= 10),
  round integer not null default 1,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint team_invitations_member foreign key (invited_by, tenant_id) references memberships (user_id, tenant_id) on delete cascade
);
create unique index team_invitations_email on team_invitations (tenant_id, email);
create index team_invitations_tenant on team_invitations (tenant_id, id);
create index team_invitations_inviter on team_invitations (invited_by, tenant_id);
create index team_invitations_expired on team_invitations (expires_at);
select protect_table('team_invitations', tenant => 'select, insert, update (invited_by, round, sent_at, expires_at), delete');

-- What an invitation says to whoever has its token, who comes without a credential. Nothing while whoever vouches for it is
-- suspended, or the account is being erased.
create function auth_team_invitation(wanted text) returns table (id text, tenant_id text, email text, role text, round integer,
  expires_at timestamptz, account text, inviter text, has_account boolean) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select i.id, i.tenant_id, i.email, i.role, i.round, i.expires_at, t.name, u.name,
    exists (select from public.users o where o.email = i.email)
  from public.team_invitations i join public.tenants t on t.id = i.tenant_id join public.users u on u.id = i.invited_by
  where i.id = wanted and u.status = 'active'
    and not exists (select from public.erasures e where e.erased_tenant_id = i.tenant_id)
$$;
revoke all on function auth_team_invitation(text) from public;
grant execute on function auth_team_invitation(text) to wa_tenant;

-- Takes an invitation of the caller's tenant, once: it is gone then. Null: it is none any more.
create function take_team_invitation(wanted text, wanted_round integer) returns team_invitations language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  taken public.team_invitations;
begin
  delete from public.team_invitations i
  where i.id = wanted and i.tenant_id = public.current_tenant() and i.round = wanted_round and i.expires_at > now()
    and exists (select from public.users u where u.id = i.invited_by and u.status = 'active')
    and not exists (select from public.erasures e where e.erased_tenant_id = i.tenant_id)
  returning i.* into taken;
  return taken;
end $$;
revoke all on function take_team_invitation(text, integer) from public;

-- A new user in the team that an invitation is to, in its role and with its address. False: the invitation is none any more.
create function join_team_anew(wanted text, wanted_round integer, new_user text, new_membership text, full_name text, hash text,
  is_proved boolean) returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  taken public.team_invitations := public.take_team_invitation(wanted, wanted_round);
begin
  if taken.id is null then return false; end if;
  insert into public.users (id, tenant_id, email, name, password_hash, email_verified_at)
  values (new_user, taken.tenant_id, taken.email, full_name, hash, case when is_proved then now() end);
  insert into public.memberships (id, tenant_id, user_id, role) values (new_membership, taken.tenant_id, new_user, taken.role);
  return true;
end $$;
revoke all on function join_team_anew(text, integer, text, text, text, text, boolean) from public;
grant execute on function join_team_anew(text, integer, text, text, text, text, boolean) to wa_tenant;

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded',
  'export_ready', 'payment_due', 'subscription_limited', 'subscription_suspended', 'export_offered', 'subscription_active',
  'webhook_disabled', 'renewal_due', 'team_invitation'));
