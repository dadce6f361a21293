-- compatible with 0176+: mails that wait to be sent, and the tokens of the links in them
-- What a link allows, once and for a while. Its token follows from the id and a key of the installation, so it stands nowhere.
create table mail_links (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  user_id id not null references users on delete cascade,
  purpose text not null check (purpose in ('verify_email', 'reset_password')),
  email text not null check (length(email) <= 254),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index mail_links_tenant on mail_links (tenant_id, user_id, purpose);
create index mail_links_expired on mail_links (expires_at);
select protect_table('mail_links', tenant => 'select, insert, update');

-- Runs before a tenant is known: who has the token of a link comes without a credential.
create function auth_mail_link(wanted text) returns table (id text, tenant_id text, user_id text, purpose text, email text,
  expires_at timestamptz, used_at timestamptz) language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select l.id, l.tenant_id, l.user_id, l.purpose, l.email, l.expires_at, l.used_at from public.mail_links l where l.id = wanted
$$;
revoke all on function auth_mail_link(text) from public;
grant execute on function auth_mail_link(text) to wa_tenant;

-- A mail on its way. `sending` is written before the mail server has it: one that stays so is not sent again.
create table mails (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  kind text not null check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded')),
  language text not null check (language in ('en', 'ar')),
  recipient text not null check (length(recipient) <= 254),
  link_id id references mail_links on delete cascade,
  data jsonb not null default '{}',
  status text not null default 'queued' check (status in ('queued', 'sending', 'sent', 'failed', 'unconfirmed', 'expired')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  error text check (length(error) <= 500),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  finished_at timestamptz
);
create index mails_tenant on mails (tenant_id, id);
create index mails_finished on mails (finished_at);
create index mails_due on mails (next_attempt_at) where status in ('queued', 'sending');
select protect_table('mails', tenant => 'select, insert');

create function put_mail_job() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('send_mails', json_build_object('v', 1), job_key => 'send_mails', max_attempts => 1);
  return null;
end $$;
revoke all on function put_mail_job() from public;
create trigger mails_put_job after insert on mails for each statement execute function put_mail_job();
