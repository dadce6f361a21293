-- compatible with 0006+: replay of a webhook delivery by its tenant
-- Runs as the owner, because the tenant role has no right to the queue of jobs. A delivery that is still pending has its job.
create function replay_delivery(wanted text) returns void language plpgsql security definer set search_path = public as $$
begin
  update webhook_deliveries
  set status = 'pending', attempts = 0, next_attempt_at = now(), finished_at = null
  where id = wanted and tenant_id = current_tenant() and status <> 'pending';
  if found then
    perform graphile_worker.add_job('deliver_webhook', json_build_object('delivery_id', wanted),
      job_key => wanted, max_attempts => 14);
  end if;
end $$;
revoke all on function replay_delivery(text) from public;
grant execute on function replay_delivery(text) to wa_tenant;
