-- compatible with 0053+: reactions to messages
-- One row for each person who has reacted to a message. One who has taken the reaction back keeps the row with an empty emoji,
-- so that an older reaction that comes late changes nothing.
create table message_reactions (
  message_id id not null references messages on delete cascade,
  -- The JID of the person, or their LID while the number is not known.
  reactor_id text not null,
  tenant_id id not null,
  session_id id not null,
  emoji text not null check (length(emoji) <= 64),
  reacted_at timestamptz not null,
  primary key (message_id, reactor_id),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index message_reactions_tenant on message_reactions (tenant_id, message_id);
create index message_reactions_session on message_reactions (session_id, reactor_id);
alter table message_reactions enable row level security;
create policy system_all on message_reactions to wa_system using (true) with check (true);
create policy tenant_own on message_reactions for select to wa_tenant using (tenant_id = (select current_tenant()));
create policy worker_leased on message_reactions to wa_worker using (session_id || '' = any ((select worker_sessions())::text[]))
  with check (session_id || tenant_id = any ((select worker_places())::text[]));
grant select, insert, update, delete on message_reactions to wa_system;
grant select on message_reactions to wa_tenant;
grant select, insert, update (emoji, reacted_at), delete on message_reactions to wa_worker;
