-- compatible with 0070+: jobs for files, and the file behind a signed link
-- One job for each file to be fetched or looked at, and one for each conversion; put with the row.
create function put_media_job(task text, media text, purpose text default null) returns void language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job(task, json_build_object('v', 1, 'media_id', media, 'purpose', purpose),
    job_key => task || ':' || media || coalesce(':' || purpose, ''), max_attempts => 10);
end $$;
revoke all on function put_media_job(text, text, text) from public;
grant execute on function put_media_job(text, text, text) to wa_system;

create function work_on_media() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform put_media_job('process_media', new.id);
  return null;
end $$;
create function work_on_rendition() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform put_media_job('convert_media', new.media_id, new.purpose);
  return null;
end $$;
revoke all on function work_on_media(), work_on_rendition() from public;
create trigger media_work after insert on media for each row when (new.status = 'processing') execute function work_on_media();
create trigger media_renditions_work after insert on media_renditions for each row when (new.status = 'processing')
  execute function work_on_rendition();

-- The file behind a link whose signature was found to be right: who has it names no tenant.
create function media_of_link(wanted text) returns table (tenant_id id, sha256 text, bytes bigint, mime_type text, file_name text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select m.tenant_id, m.sha256, m.bytes, m.mime_type, m.file_name from media m where m.id = wanted and m.status = 'ready'
$$;
revoke all on function media_of_link(text) from public;
grant execute on function media_of_link(text) to wa_tenant;
