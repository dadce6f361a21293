-- compatible with 0195+: exports of all that is kept of an account
-- Its file is in the store of files and in no row of media_files: it counts for no limit, and is swept when it is not `ready` any more.
create table account_exports (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  user_id id not null,
  language text not null check (language in ('en', 'ar')),
  status text not null default 'running' check (status in ('running', 'ready', 'failed', 'expired')),
  attempts integer not null default 0,
  sha256 text,
  bytes bigint,
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz,
  constraint account_exports_file check ((status = 'ready') = (sha256 is not null))
);
create index account_exports_tenant on account_exports (tenant_id, id);
create unique index account_exports_running on account_exports (tenant_id) where status = 'running';
create index account_exports_expired on account_exports (expires_at) where status = 'ready';
select protect_table('account_exports', tenant => 'select, insert');

create function put_export_job() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('export_account', json_build_object('v', 1, 'export_id', new.id), job_key => 'export:' || new.id, max_attempts => 10);
  return null;
end $$;
revoke all on function put_export_job() from public;
create trigger account_exports_put_job after insert on account_exports for each row execute function put_export_job();

-- The file behind a link whose signature was found to be right: who has it names no tenant.
create function export_of_link(wanted text) returns table (tenant_id id, sha256 text, bytes bigint)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select e.tenant_id, e.sha256, e.bytes from account_exports e
  where e.id = wanted and e.status = 'ready' and e.expires_at > now()
$$;
revoke all on function export_of_link(text) from public;
grant execute on function export_of_link(text) to wa_tenant;

alter table mails drop constraint mails_kind_check;
alter table mails add constraint mails_kind_check
  check (kind in ('verify_email', 'reset_password', 'quota_warning', 'quota_exceeded', 'export_ready'));
