-- compatible with 0181+: webhooks choose messages by who sent them, and carry headers of their own; readers of streams choose alike
alter table webhooks
  add column header_names text[] not null default '{}' check (cardinality(header_names) <= 20),
  add column sealed_headers bytea,
  add constraint webhooks_headers check ((sealed_headers is null) = (header_names = '{}'));

create or replace function webhook_wants(types text[], sessions text[], filter jsonb, type text, session text, data jsonb) returns boolean
  language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
  select types && array[type, '*', split_part(type, '.', 1) || '.*']
    and (cardinality(sessions) = 0 or session = any (sessions))
    and (filter is null or type not like 'message.%' or (
      coalesce(filter -> 'directions' ? (data ->> 'direction'), true)
      and coalesce(filter -> 'message_types' ? (data ->> 'type'), true)
      and coalesce(filter -> 'senders' ? (data ->> 'from'), true)
      and coalesce(filter -> 'chat_kinds' ? case
        when data ->> 'chat_id' like '%@g.us' then 'group'
        when data ->> 'chat_id' like '%@newsletter' then 'channel'
        when data ->> 'chat_id' like '%@broadcast' then 'broadcast'
        when data ->> 'chat_id' is not null then 'person' end, true)))
$$;
grant execute on function webhook_wants(text[], text[], jsonb, text, text, jsonb) to wa_tenant;
