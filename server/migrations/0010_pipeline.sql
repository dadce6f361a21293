-- compatible with 0009+: times, priority and turns of outbound messages, the mark that sending has begun, pacing of sessions
alter table messages
  add column priority text check (priority in ('high', 'normal', 'bulk')),
  add column send_at timestamptz,
  add column expires_at timestamptz;

alter table sessions
  add column messages_per_minute integer check (messages_per_minute between 1 and 6000),
  -- between two messages to one chat
  add column pause_between_messages_ms integer check (pause_between_messages_ms between 0 and 3600000);

alter table outbound
  add column priority smallint not null default 1 check (priority in (0, 1, 2)),
  add column expires_at timestamptz,
  -- Whose turn it is within a priority: the nth message that a chat has waiting comes after the first n-1 of every other
  -- chat. Null while its time has not come, so that what is scheduled is not in the way of those who look for work.
  add column turn bigint,
  -- The lease epoch under which sending has begun: from here on the message may have left, and nobody may cancel it.
  add column began_epoch bigint not null default 0;
update outbound set turn = 0 where run_at <= now();
drop index outbound_session;
create index outbound_turn on outbound (session_id, priority, turn, seq) where turn is not null;
create index outbound_chat on outbound (session_id, chat_id, seq) where turn is not null;
create index outbound_scheduled on outbound (session_id, run_at) where turn is null;
create index outbound_expiry on outbound (expires_at) where expires_at is not null;

-- When a session that is paced last sent something: to a chat, or (chat_id '') to anybody.
create table paces (
  session_id id not null references sessions on delete cascade,
  chat_id text not null,
  tenant_id id not null references tenants on delete cascade,
  last_at timestamptz not null,
  primary key (session_id, chat_id)
) with (fillfactor = 50);
create index paces_tenant on paces (tenant_id);
create index paces_age on paces (last_at);
alter table paces enable row level security;
create policy system_all on paces to wa_system using (true) with check (true);
create policy tenant_own on paces for select to wa_tenant using (tenant_id = (select current_tenant()));
create policy worker_leased on paces to wa_worker using (session_id = any ((select worker_sessions())::text[]))
  with check (session_id = any ((select worker_sessions())::text[]));
grant select, insert, update, delete on paces to wa_system;
grant select on paces to wa_tenant;
grant select, insert, update on paces to wa_worker;
