-- Deliveries refer to their webhook: one that was locked whole kept the events of its tenant waiting while a replay was begun.
create or replace function start_webhook_replay(wanted text, since timestamptz, until timestamptz) returns boolean
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  replay_key constant text := 'replay:' || wanted;
begin
  -- The row makes two calls at a time wait for each other.
  perform from webhooks where id = wanted and tenant_id = current_tenant() and enabled for no key update;
  if not found or exists (select from graphile_worker.jobs j where j.key = replay_key and j.attempts < j.max_attempts) then
    return false;
  end if;
  perform graphile_worker.add_job('replay_webhook',
    json_build_object('v', 1, 'webhook_id', wanted, 'since', since, 'until', until, 'asked_at', now()), job_key => replay_key, max_attempts => 14);
  return true;
end $$;
