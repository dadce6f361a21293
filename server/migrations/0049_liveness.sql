-- compatible with 0040+: what came last for a session, and whether its connections go silent
alter table sessions
  -- the last message, receipt or notification, to about a minute
  add column last_heard text check (last_heard in ('message', 'receipt', 'notification')),
  add column last_heard_at timestamptz,
  -- its connections went silent one after the other, and none has brought anything since
  add column unhealthy_since timestamptz;

-- What is only heard changes nothing that anybody has set or asked for.
drop trigger sessions_touch on sessions;
create trigger sessions_touch before update on sessions for each row
  when (new.last_heard_at is not distinct from old.last_heard_at) execute function touch_updated_at();

grant update (last_heard, last_heard_at, unhealthy_since) on sessions to wa_worker;
