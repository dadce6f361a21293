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

-- A new database knows nothing of its messages until their statistics are first taken, a minute after the first fifty; until
-- then each acknowledgement would read them all. So it gets the statistics of messages as they will be: of some that are
-- gone again before anybody sees them. Making an index counts the rows and takes this away, so each migration that makes one
-- on messages calls this at its end. A database that has messages knows better.
create function assume_messages() returns void language plpgsql set search_path = public as $$
begin
  if exists (select from messages) then return; end if;
  insert into tenants (id, name) values ('ten_00000000000070008000000000000000', 'statistics');
  insert into sessions (id, tenant_id, session_name, status, desired)
    select 'ses_000000000000700080000000000000' || lpad(nth::text, 2, '0'), 'ten_00000000000070008000000000000000', 'statistics ' || nth,
      'stopped', 'stopped'
    from generate_series(1, 20) nth;
  insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
    select 'msg_0000000000007000800000000000' || lpad(nth::text, 4, '0'), 'ten_00000000000070008000000000000000',
      'ses_000000000000700080000000000000' || lpad((nth % 20 + 1)::text, 2, '0'),
      case when nth % 2 = 0 then 'outbound' else 'inbound' end, case when nth % 2 = 0 then 'read' else 'received' end,
      '3EB0' || upper(md5(nth::text)), nth % 160 || '@s.whatsapp.net', 'text', '{"text": {"body": "statistics"}}'
    from generate_series(1, 2000) nth;
  analyze messages;
  delete from tenants where id = 'ten_00000000000070008000000000000000';
end $$;
revoke all on function assume_messages() from public;
select assume_messages();
