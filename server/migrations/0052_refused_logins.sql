-- compatible with 0031+: how many logins WhatsApp refused because of the version of its client
alter table client_versions add column refused_logins integer not null default 0;

-- As before, but each refused login is counted. There are few: whoever is refused is not tried again soon.
create or replace function note_client_version(used bigint, origin text, outcome text default null)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- What a worker begins with is what the others will begin with: of each origin the newest word counts.
  if outcome is null then
    update public.client_versions set source = 'website'
      where build <> used and (source = origin or source = 'setting');
  end if;
  insert into public.client_versions as v (build, source, accepted_at, refused_at, refused_logins)
    values (used, origin, case outcome when 'accepted' then now() end, case outcome when 'refused' then now() end,
      case outcome when 'refused' then 1 else 0 end)
    on conflict (build) do update set
      source = case when outcome is null then excluded.source else v.source end,
      accepted_at = coalesce(excluded.accepted_at, v.accepted_at),
      refused_at = coalesce(excluded.refused_at, v.refused_at),
      refused_logins = v.refused_logins + excluded.refused_logins
    where (outcome is null and v.source <> excluded.source)
      or (excluded.accepted_at is not null and
        (v.accepted_at is null or v.accepted_at < v.refused_at or v.accepted_at < now() - interval '1 minute'))
      or excluded.refused_at is not null;
  if outcome = 'refused' then
    perform graphile_worker.add_job('refresh_client_version', json_build_object('refused', true),
      job_key := 'refresh_client_version_now', max_attempts := 1);
  end if;
end $$;
