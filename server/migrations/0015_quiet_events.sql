-- compatible with 0014: events are found by those who follow them instead of being cried out; a gateway of before shows them late
-- PostgreSQL lets one transaction with a notification commit at a time, of all in the server, and each wakes whoever listens to
-- anything. Every message that is sent brings three events: looking for them ten times a second, and only while somebody
-- follows, costs less than the notifications did, and does not make commits wait for each other.
create or replace function fan_out_events() returns trigger language plpgsql security definer set search_path = public as $$
declare
  jobs graphile_worker.job_spec[];
begin
  with put as (
    insert into webhook_deliveries (id, tenant_id, webhook_id, event_id, next_attempt_at)
    select new_id('dlv'), e.tenant_id, w.id, e.id, now()
    from inserted e
    join webhooks w on w.tenant_id = e.tenant_id and w.enabled and (w.session_id is null or w.session_id = e.session_id)
      and (w.event_types && array[e.type, '*'] or e.type = 'webhook.test')
      -- a test is for the webhook it names
      and (e.type <> 'webhook.test' or w.id = e.data ->> 'webhook_id')
    returning id
  )
  select array_agg((
    'deliver_webhook', json_build_object('delivery_id', id), null, null, 14, null, null, null
  )::graphile_worker.job_spec) into jobs from put;
  if jobs is not null then perform graphile_worker.add_jobs(jobs); end if;
  return null;
end $$;

-- Which of these tenants have events in transactions from `since` on, and from where to look the next time: what is written
-- below that place is finished, and was seen by this look. In plpgsql the plan is kept.
create function events_news(tenants text[], since xid8, out tenant_ids text[], out horizon xid8)
  language plpgsql stable security definer set search_path = public as $$
begin
  tenant_ids := array(
    select t from unnest(tenants) t
    where exists (select from events e where e.tenant_id = t and (e.xid, e.seq) >= (since, 0::bigint))
  );
  horizon := pg_snapshot_xmin(pg_current_snapshot());
end $$;
revoke all on function events_news(text[], xid8) from public;
grant execute on function events_news(text[], xid8) to wa_tenant;

-- Asked for nearly every call. Of one query that calls a function for each row no plan was kept.
create function auth_logins(users text[], families text[])
  returns table (place bigint, tenant_id text, role text, status text, stands boolean)
  language plpgsql stable security definer rows 1 set search_path = public as $$
begin
  return query
    select w.place, u.tenant_id::text, u.role, u.status,
      exists (select from refresh_tokens t where t.family_id = w.family_id and t.user_id = u.id and t.revoked_at is null)
    from unnest(users, families) with ordinality as w (user_id, family_id, place) join users u on u.id = w.user_id;
end $$;
revoke all on function auth_logins(text[], text[]) from public;
grant execute on function auth_logins(text[], text[]) to wa_tenant;

-- Ids are in the order of time: what is old is found by them.
drop index events_age;
