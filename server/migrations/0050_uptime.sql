-- compatible with 0049+: when each session was connected, and when it was not though it was wanted
-- A row for each time in which nothing changes. What is in no row was not wanted: stopped, not linked, or being restarted.
create table session_spans (
  tenant_id id not null,
  session_id id not null,
  state text not null check (state in ('up', 'down')),
  began_at timestamptz not null,
  -- null: it goes on
  ended_at timestamptz check (ended_at > began_at),
  -- why it was down, when that began and last
  reason text,
  last_reason text,
  primary key (tenant_id, session_id, began_at),
  constraint session_spans_session foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create unique index session_spans_open on session_spans (session_id) where ended_at is null;
create index session_spans_ended on session_spans (ended_at);
alter table session_spans enable row level security;
create policy system_all on session_spans to wa_system using (true) with check (true);
create policy tenant_own on session_spans for select to wa_tenant using (tenant_id = (select current_tenant()));
grant select, delete on session_spans to wa_system;
grant select on session_spans to wa_tenant;

-- When a worker was last known to hold the session. A lease that somebody else takes keeps it.
alter table session_leases add column renewed_at timestamptz;
grant update (renewed_at) on session_leases to wa_worker;

-- Ends what goes on, and begins what follows. What would have lasted no time was nothing.
create function next_span(tenant text, session text, next text, why text, at timestamptz) returns void
  language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from session_spans where tenant_id = tenant and session_id = session and ended_at is null and began_at >= at;
  update session_spans set ended_at = at where tenant_id = tenant and session_id = session and ended_at is null;
  if next is not null then
    insert into session_spans (tenant_id, session_id, state, began_at, reason, last_reason)
    values (tenant, session, next, at, why, why);
  end if;
end $$;

create function note_span() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  present session_spans;
  next text;
  at timestamptz := clock_timestamp();
begin
  select * into present from session_spans s where s.tenant_id = new.tenant_id and s.session_id = new.id and s.ended_at is null;
  next := case
    when new.status = 'connected' then 'up'
    when new.status in ('created', 'stopped') then null
    -- An end that nobody has asked for; codes that nobody scanned say nothing new.
    when new.status in ('logged_out', 'failed') then case
      when new.status_reason = 'logged_out_by_user' then null
      when new.status_reason = 'qr_expired' then case when present.state is not null then 'down' end
      else 'down'
    end
    when present.state = 'down' then 'down'
    -- Its user is opening it anew, or for the first time.
    when new.status <> 'reconnecting' and coalesce(new.status_reason, 'restarted_by_user') in ('restarted_by_user', 'logging_out') then null
    when present.state = 'up' or new.status = 'reconnecting' or new.linked_at is not null then 'down'
  end;
  if next is not distinct from present.state then
    if next = 'down' and new.status_reason is distinct from present.last_reason and new.status_reason is not null then
      update session_spans set last_reason = new.status_reason where tenant_id = new.tenant_id and session_id = new.id and ended_at is null;
    end if;
    return null;
  end if;
  -- Its worker could not say when the connection ended: not before the last sign of life.
  if present.state = 'up' and new.status_reason in ('worker_lost', 'no_capacity', 'worker_unavailable', 'key_unavailable') then
    select greatest(present.began_at, least(at, l.renewed_at)) into at from session_leases l where l.session_id = new.id and l.renewed_at is not null;
    at := coalesce(at, clock_timestamp());
  end if;
  perform next_span(new.tenant_id, new.id, next, case when next = 'down' then new.status_reason end, at);
  return null;
end $$;
create trigger sessions_span after update of status, status_reason on sessions for each row
  when (new.status is distinct from old.status or new.status_reason is distinct from old.status_reason)
  execute function note_span();
create trigger sessions_first_span after insert on sessions for each row
  when (new.status <> 'created') execute function note_span();

-- A session that ended by itself is down until it is connected again, or until its user says that it need not be.
create function end_outage(wanted_session text) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform next_span(s.tenant_id, s.id, null, null, clock_timestamp()) from sessions s
  where s.id = wanted_session and s.tenant_id = current_tenant() and s.status = 'logged_out';
end $$;
revoke all on function next_span(text, text, text, text, timestamptz), note_span(), end_outage(text) from public;
grant execute on function end_outage(text) to wa_tenant;

insert into session_spans (tenant_id, session_id, state, began_at)
select tenant_id, id, 'up', now() from sessions where status = 'connected';
