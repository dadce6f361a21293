-- compatible with 0175+: who may register, and invitations to do so
-- What an administrator has set for the whole installation; null: as the environment says. One row.
create table installation_settings (
  only_row boolean primary key default true check (only_row),
  registration text check (registration in ('open', 'invitation', 'closed')),
  changed_at timestamptz
);
insert into installation_settings default values;
grant select on installation_settings to wa_tenant;
grant select, update on installation_settings to wa_system;

-- Each lets one person register, while it lasts. Only a hash of its token is kept.
create table registration_invitations (
  id id primary key,
  token_hash bytea not null unique,
  email text check (length(email) <= 254),
  plan_code text not null,
  created_by id,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
grant select, insert, update, delete on registration_invitations to wa_system;

-- Uses up an invitation and says which plan it gives; null when it is none, or not for this address.
create function take_invitation(hash bytea, mail text) returns text language sql volatile security definer
  set search_path = pg_catalog, public, pg_temp as $$
  update public.registration_invitations set used_at = now()
  where token_hash = hash and used_at is null and revoked_at is null and expires_at > now()
    and (email is null or email = lower(mail))
  returning plan_code
$$;
revoke all on function take_invitation(bytea, text) from public;
grant execute on function take_invitation(bytea, text) to wa_tenant;
