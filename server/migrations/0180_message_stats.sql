-- compatible with 0179+: messages counted by quarter of an hour, so that a long time is added up quickly in any time zone
-- Quarters, because there are time zones whose days begin at half past or a quarter to an hour of UTC.
create table message_stats (
  tenant_id id not null references tenants on delete cascade,
  session_id id not null,
  quarter timestamptz not null,
  direction text not null,
  type text not null,
  -- Why they failed; empty for all others.
  reason text not null default '',
  messages integer not null,
  sent integer not null,
  delivered integer not null,
  read integer not null,
  failed integer not null,
  canceled integer not null,
  primary key (tenant_id, quarter, session_id, direction, type, reason)
);
create index message_stats_quarter on message_stats (quarter);
select protect_table('message_stats', tenant => 'select');

-- Quarters before this one are counted; later ones are counted when somebody asks. One row.
create table message_stats_state (
  only_row boolean primary key default true check (only_row),
  counted_until timestamptz not null
);
insert into message_stats_state (counted_until) values (date_bin('15 minutes', now(), 'epoch'));
grant select on message_stats_state to wa_tenant;
grant select, update on message_stats_state to wa_system;

-- When a message was made, as its id tells: the id is what messages are in the order of.
create function message_quarter(id text) returns timestamptz language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
  as $$ select date_bin('15 minutes', to_timestamp(('x' || substr(id, 5, 12))::bit(48)::bigint / 1000.0), 'epoch') $$;
-- What every id of a message that was made at this moment or later is not below.
create function first_message_id(at timestamptz) returns text language sql immutable strict parallel safe
  set search_path = pg_catalog, pg_temp
  as $$ select 'msg_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') $$;
grant execute on function message_quarter(text), first_message_id(timestamptz) to wa_tenant, wa_system;

-- What is there already is counted once, here.
insert into message_stats (tenant_id, session_id, quarter, direction, type, reason, messages, sent, delivered, read, failed, canceled)
select tenant_id, session_id, message_quarter(id), direction, type, case when status = 'failed' then coalesce(error ->> 'code', '') else '' end,
  count(*), count(sent_at), count(delivered_at), count(read_at), count(*) filter (where status = 'failed'),
  count(*) filter (where status = 'canceled')
from messages where type not in ('edit', 'delete', 'pin', 'read', 'poll_vote', 'event_response')
  and id < first_message_id((select counted_until from message_stats_state))
group by 1, 2, 3, 4, 5, 6;
