-- compatible with 0015: since when a session is what it is, what it waits for, and how it leaves WhatsApp
alter table sessions
  add column status_since timestamptz not null default now(),
  -- when the connection is opened again, while that is waited for
  add column next_attempt_at timestamptz,
  -- until when the pairing code asked for last can be typed
  add column pairing_expires_at timestamptz,
  -- its user wants the phone to remove the linked device; whoever connects the session next does that
  add column logout_requested_at timestamptz;

alter table sessions disable trigger sessions_touch;
update sessions set status_since = updated_at;
alter table sessions enable trigger sessions_touch;

create function note_session_status() returns trigger language plpgsql as $$
begin
  new.status_since = clock_timestamp();
  -- What was waited for in the status before is over, unless the same statement says otherwise.
  if new.next_attempt_at is not distinct from old.next_attempt_at then
    new.next_attempt_at = null;
  end if;
  return new;
end $$;
create trigger sessions_status before update of status on sessions for each row
  when (new.status is distinct from old.status) execute function note_session_status();

grant update (next_attempt_at, pairing_expires_at, logout_requested_at) on sessions to wa_worker;

-- Forgets the credentials of one of the tenant's sessions without WhatsApp being told. Whoever holds its lease may write
-- nothing more under it. The lease is locked before the session, as a worker does it.
create function forget_link(wanted_session text) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from sessions where id = wanted_session and tenant_id = current_tenant()) then
    return;
  end if;
  perform from session_leases where session_id = wanted_session for update;
  update session_leases set epoch = epoch + 1, expires_at = now() where session_id = wanted_session;
  delete from signal_keys where session_id = wanted_session;
  delete from session_credentials where session_id = wanted_session;
end $$;
revoke all on function forget_link(text) from public;
grant execute on function forget_link(text) to wa_tenant;
