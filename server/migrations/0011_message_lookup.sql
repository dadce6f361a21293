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

-- Before the first statistics all indexes that begin with the session seem equally good, and the one made last is taken.
drop index messages_whatsapp_id;
create unique index messages_whatsapp_id on messages (session_id, whatsapp_id, direction);
