-- compatible with 0010+: the phone number behind a LID, and messages found by the LID of their sender
-- WhatsApp knows a person by two addresses, the JID of the number and the LID, which does not tell the number. Messages are
-- kept under the number as soon as it is known; here stands what has been learned, for those who ask by LID.
create table lids (
  session_id id not null references sessions on delete cascade,
  lid text not null,
  -- of the phone number
  jid text not null,
  tenant_id id not null references tenants on delete cascade,
  learned_at timestamptz not null default now(),
  primary key (session_id, lid)
);
create index lids_tenant on lids (tenant_id, lid);
alter table lids enable row level security;
create policy system_all on lids to wa_system using (true) with check (true);
create policy tenant_own on lids for select to wa_tenant using (tenant_id = (select current_tenant()));
create policy worker_leased on lids to wa_worker using (session_id || '' = any ((select worker_sessions())::text[]))
  with check (session_id || '' = any ((select worker_sessions())::text[]));
grant select, insert, update, delete on lids to wa_system;
grant select on lids to wa_tenant;
grant select, insert, update on lids to wa_worker;

-- A chat that goes on under the number takes its pace along.
grant delete on paces to wa_worker;

-- In a group the sender is not the chat. Few senders are known by LID alone, so this stays small.
create index messages_lid_sender on messages (session_id, sender_id) where sender_id like '%@lid';
