-- compatible with 0201+: sessions that run without a number are counted for the whole tenant, whoever asks
-- A key that is bound to sessions does not see the others, and they count all the same.
create function count_unlinked_sessions() returns bigint language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select count(*) from public.sessions
  where tenant_id = current_tenant() and desired = 'running' and linked_at is null
$$;
revoke all on function count_unlinked_sessions() from public;
grant execute on function count_unlinked_sessions() to wa_tenant;
