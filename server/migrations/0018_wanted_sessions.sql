-- compatible with 0015+: since when a session is wanted, how many workers a plan gives, what the orchestrator tells of itself
-- A start by its user is a new beginning: what failed before it says nothing about what comes after.
alter table sessions add column wanted_at timestamptz;

create function note_wanted() returns trigger language plpgsql as $$
begin
  new.wanted_at = clock_timestamp();
  return new;
end $$;
create trigger sessions_wanted before update of desired on sessions for each row
  when (old.desired = 'stopped' and new.desired = 'running') execute function note_wanted();

-- How many sessions wait for a worker is part of what /health and /metrics tell.
grant select (details) on service_heartbeats to wa_tenant;

-- Most workers that a tenant of the plan may have to itself; null: as many as the installation gives one tenant.
alter table subscription_plans add column workers_max integer check (workers_max >= 0);
