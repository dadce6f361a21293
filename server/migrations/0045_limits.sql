-- compatible with 0040+: what WhatsApp lets a number do, and first messages that wait because of it
alter table sessions
  -- a time-lock: until then nobody may be written to first
  add column restricted_until timestamptz,
  -- what WhatsApp calls it, or why it was assumed
  add column restriction text,
  -- how many people may be written to first
  add column new_chats_status text check (new_chats_status in ('none', 'first_warning', 'second_warning', 'capped')),
  add column new_chats_used integer,
  add column new_chats_total integer,
  add column new_chats_renew_at timestamptz,
  add column limits_read_at timestamptz,
  -- there may be messages in line that wait for the end of a limit
  add column first_messages_wait boolean not null default false;
grant update (restricted_until, restriction, new_chats_status, new_chats_used, new_chats_total, new_chats_renew_at,
  limits_read_at, first_messages_wait) on sessions to wa_worker;

-- What waits for the end of a limit has no turn, as what is scheduled, and no time of its own.
create index outbound_held on outbound (session_id, chat_id, seq) where turn is null and run_at = 'infinity';

-- Whether somebody has written, or has a message of ours; the own number is no stranger.
create function was_met(wanted_session text, wanted_chat text) returns boolean language sql stable parallel safe as $$
  select exists (select from messages m where m.session_id = wanted_session and m.chat_id = wanted_chat
      and (m.direction = 'inbound' or m.delivered_at is not null))
    or exists (select from sessions s where s.id = wanted_session and s.jid = wanted_chat)
$$;
grant execute on function was_met(text, text) to wa_worker, wa_tenant, wa_system;
