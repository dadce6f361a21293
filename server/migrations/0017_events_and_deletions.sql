-- compatible with 0015+: an event and the deletion of a webhook it is for do not meet
-- Between the look for the webhooks that want an event and the check that they are there, one of them may be deleted: then
-- whatever the event tells of was refused with it. Those of its tenants are held until the transaction ends, which the
-- check does anyway for those that want it, and what was deleted meanwhile is not found any more.
create function hold_webhooks() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform from webhooks w
  where w.tenant_id in (select tenant_id from inserted) and w.enabled
  order by w.id for key share;
  return null;
end $$;
revoke all on function hold_webhooks() from public;
-- Of triggers for the same the first by name comes first.
create trigger events_before_fan_out after insert on events referencing new table as inserted
  for each statement execute function hold_webhooks();
