-- compatible with 0040+: linking a number that is protected by a passkey
alter table sessions
  drop constraint sessions_status_check,
  add constraint sessions_status_check check (status in
    ('created', 'starting', 'qr', 'passkey_required', 'connected', 'reconnecting', 'stopped', 'logged_out', 'failed')),
  -- what the owner of the account has to sign: PublicKeyCredentialRequestOptions; null when it is signed
  add column passkey_options jsonb,
  -- until when the step that the linking has come to may take
  add column passkey_expires_at timestamptz,
  -- what the phone shows too
  add column passkey_code text,
  -- whether a person has to compare the two
  add column passkey_confirm boolean,
  add column passkey_code_expires_at timestamptz,
  add constraint sessions_passkey_only_while_required check (status = 'passkey_required' or
    num_nonnulls(passkey_options, passkey_expires_at, passkey_code, passkey_confirm, passkey_code_expires_at) = 0);

-- Whoever takes a session out of the linking with a passkey, what belonged to it goes with it.
create or replace function note_session_status() returns trigger language plpgsql as $$
begin
  new.status_since = clock_timestamp();
  -- What was waited for in the status before is over, unless the same statement says otherwise.
  if new.next_attempt_at is not distinct from old.next_attempt_at then
    new.next_attempt_at = null;
  end if;
  if old.status = 'passkey_required' then
    new.passkey_options = null;
    new.passkey_expires_at = null;
    new.passkey_code = null;
    new.passkey_confirm = null;
    new.passkey_code_expires_at = null;
  end if;
  return new;
end $$;

grant update (passkey_options, passkey_expires_at, passkey_code, passkey_confirm, passkey_code_expires_at) on sessions
  to wa_worker;
