-- compatible with 0113+: when messages disappear, and who keeps them in their chat
alter table messages
  add column disappears_at timestamptz,
  -- Since when somebody keeps it in its chat: it stays until nobody does.
  add column kept_at timestamptz,
  -- Its author does not want it kept: then nobody else can.
  add column keep_refused boolean not null default false;
grant update (disappears_at, kept_at, keep_refused) on messages to wa_worker;
create index messages_disappearing on messages (disappears_at)
  where disappears_at is not null and deleted_at is null and kept_at is null;
select assume_messages();
