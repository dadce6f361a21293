-- compatible with 0010: the same rules and indexes, so that a message is looked up and not searched for
-- The rule of workers names the sessions in a form that no index is chosen for. As a plain column it cost ten look-ups
-- where one was meant, and with less than 40,000 messages all of them were read for each acknowledgement.
do $$
declare
  name text;
begin
  foreach name in array array['session_leases', 'session_credentials', 'signal_keys', 'messages', 'outbound', 'events', 'paces'] loop
    execute format('alter policy worker_leased on %I using (session_id || '''' = any ((select worker_sessions())::text[]))
      with check (session_id || '''' = any ((select worker_sessions())::text[]))', name);
  end loop;
end $$;

-- A new database knows nothing of its messages until their statistics are first taken, a minute after the first fifty; until
-- then each acknowledgement would read them all. So it gets the statistics of messages as they will be: of some that are
-- gone again before anybody sees them.
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
