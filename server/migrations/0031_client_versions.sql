-- compatible with 0015+: which versions of its client WhatsApp accepts
-- One row for each build (the last part of 2.3000.<build>) that was ever used or found.
create table client_versions (
  build bigint primary key check (build between 1000000000 and 9999999999),
  source text not null check (source in ('library', 'website', 'setting')),
  found_at timestamptz not null default now(),
  -- the last login that was accepted, and the last one that was refused because of it
  accepted_at timestamptz,
  refused_at timestamptz
);

-- The last look for a newer build, and when the next is due. One row.
create table client_version_looks (
  only_row boolean primary key default true check (only_row),
  looked_at timestamptz,
  next_look_at timestamptz not null default now(),
  failure text
);
insert into client_version_looks default values;

grant select, insert, update, delete on client_versions to wa_system;
grant select, update on client_version_looks to wa_system;
grant select on client_versions to wa_tenant, wa_worker;
grant select on client_version_looks to wa_tenant;

-- What a worker found out of a build: that it came with its library or its settings, or how a login with it went. A row is
-- written once a minute at most. A refusal asks for a look for a newer one.
create function note_client_version(used bigint, origin text, outcome text default null)
  returns void language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  -- What a worker begins with is what the others will begin with: of each origin the newest word counts.
  if outcome is null then
    update public.client_versions set source = 'website'
      where build <> used and (source = origin or source = 'setting');
  end if;
  insert into public.client_versions as v (build, source, accepted_at, refused_at)
    values (used, origin, case outcome when 'accepted' then now() end, case outcome when 'refused' then now() end)
    on conflict (build) do update set
      source = case when outcome is null then excluded.source else v.source end,
      accepted_at = coalesce(excluded.accepted_at, v.accepted_at),
      refused_at = coalesce(excluded.refused_at, v.refused_at)
    where (outcome is null and v.source <> excluded.source)
      or (excluded.accepted_at is not null and
        (v.accepted_at is null or v.accepted_at < v.refused_at or v.accepted_at < now() - interval '1 minute'))
      or (excluded.refused_at is not null and
        (v.refused_at is null or v.refused_at < v.accepted_at or v.refused_at < now() - interval '1 minute'));
  if found and outcome = 'refused' then
    perform graphile_worker.add_job('refresh_client_version', json_build_object('refused', true),
      job_key := 'refresh_client_version_now', max_attempts := 1);
  end if;
end $$;
revoke all on function note_client_version(bigint, text, text) from public;
grant execute on function note_client_version(bigint, text, text) to wa_worker;
