-- compatible with 0460+: a replay of the events, sessions and results that were chosen
create function start_chosen_replay(wanted text, since timestamptz, until timestamptz, chosen jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  replay_key constant text := 'replay:' || wanted;
begin
  -- The row makes two calls at a time wait for each other.
  perform from webhooks where id = wanted and tenant_id = current_tenant() and enabled for no key update;
  if not found or exists (select from graphile_worker.jobs j where j.key = replay_key and j.attempts < j.max_attempts) then
    return false;
  end if;
  -- The version before this one does not know of a choice: it puts the job aside.
  perform graphile_worker.add_job('replay_webhook',
    json_build_object('v', 2, 'webhook_id', wanted, 'since', since, 'until', until, 'asked_at', now(), 'chosen', chosen),
    job_key => replay_key, max_attempts => 14);
  return true;
end $$;
revoke all on function start_chosen_replay(text, timestamptz, timestamptz, jsonb) from public;
grant execute on function start_chosen_replay(text, timestamptz, timestamptz, jsonb) to wa_tenant;
