-- compatible with 0053+: the raw form of messages that nobody could read yet
-- What arrived in a kind that this version does not know, as WhatsApp encodes it and sealed with the key of the session. A later
-- version reads it when it holds the session; `tried` names the kinds that the last one to try knew.
create table raw_messages (
  message_id id primary key references messages on delete cascade,
  tenant_id id not null,
  session_id id not null,
  sealed bytea not null check (octet_length(sealed) <= 40000),
  tried text not null,
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index raw_messages_tenant on raw_messages (tenant_id, message_id);
create index raw_messages_session on raw_messages (session_id, tried, message_id);
alter table raw_messages enable row level security;
create policy system_all on raw_messages to wa_system using (true) with check (true);
create policy worker_leased on raw_messages to wa_worker using (session_id || '' = any ((select worker_sessions())::text[]))
  with check (session_id || tenant_id = any ((select worker_places())::text[]));
grant select, insert, update, delete on raw_messages to wa_system;
grant select, insert, update (tried), delete on raw_messages to wa_worker;
