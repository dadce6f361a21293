-- As PL/pgSQL, whose statements are planned once for each connection: as SQL they were planned anew for every message that came in,
-- which was most of what its triggers cost.
create or replace function opt_out_word(tenant text, body text) returns text language plpgsql stable
  set search_path = pg_catalog, public, pg_temp as $$
declare
  said constant text := public.fold_word(body);
  own public.opt_out_settings;
begin
  select s.* into own from public.opt_out_settings s where s.tenant_id = tenant;
  if not found then
    return (select d.kind from public.default_opt_out_words d where d.folded = said order by d.kind desc limit 1);
  end if;
  return case when said = any (own.stop_folded) then 'stop' when said = any (own.start_folded) then 'start' end;
end $$;
