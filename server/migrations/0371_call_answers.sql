-- compatible with 0370+: who calls a session that rejects calls is written to
alter table sessions add column reject_calls_text text check (length(reject_calls_text) between 1 and 4096);

-- The worker may put no messages into the queue. The job does, once for each call.
create function put_call_answer(session text, caller text, call text) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from sessions s where s.id = session and s.id = any (worker_sessions()) and s.reject_calls_text is not null) then
    perform graphile_worker.add_job('answer_call',
      json_build_object('v', 1, 'session_id', session, 'contact_id', caller, 'call_id', call, 'rejected_at', now()), max_attempts => 14);
  end if;
end $$;
revoke all on function put_call_answer(text, text, text) from public;
grant execute on function put_call_answer(text, text, text) to wa_worker;
