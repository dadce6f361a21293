-- compatible with 0070+: what WhatsApp has of files that were sent, for the next message with the same file
-- One upload serves all messages of a session with the same file. Sealed with the key of the session: it opens the file.
create table media_uploads (
  session_id id not null,
  tenant_id id not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  purpose text not null check (length(purpose) <= 20),
  sealed bytea not null check (octet_length(sealed) <= 16384),
  uploaded_at timestamptz not null default now(),
  primary key (session_id, purpose, sha256),
  constraint media_uploads_session foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index media_uploads_age on media_uploads (uploaded_at);
select protect_table('media_uploads', worker => 'select, insert, update (sealed, uploaded_at)');

-- The file of a message that was sent, for a recipient who could not decrypt it and asks again.
create function sent_media(session text, message text, sent_as text) returns table (media_id id, tenant_id id, sha256 text, bytes bigint,
  mime_type text, file_name text, width integer, height integer, seconds real, page_count integer, thumbnail bytea, waveform bytea)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select f.id, f.tenant_id, coalesce(r.sha256, f.sha256), coalesce(r.bytes, f.bytes), coalesce(r.mime_type, f.mime_type), f.file_name,
    coalesce(r.width, f.width), coalesce(r.height, f.height), coalesce(r.seconds, f.seconds), f.page_count,
    coalesce(r.thumbnail, f.thumbnail), coalesce(r.waveform, f.waveform)
  from messages m
  join media f on f.id = m.content -> m.type ->> 'id' and f.tenant_id = m.tenant_id
  left join media_renditions r on r.media_id = f.id and r.purpose = sent_as and r.status = 'ready'
  where m.session_id = session and m.whatsapp_id = message and m.direction = 'outbound' and session = any (worker_sessions())
    and coalesce(r.sha256, f.sha256) is not null
$$;
revoke all on function sent_media(text, text, text) from public;
grant execute on function sent_media(text, text, text) to wa_worker;

-- How much more the tenant of a session may keep; null: any number of bytes.
create function room_for_files(session text) returns bigint language sql stable security definer
  set search_path = pg_catalog, public, pg_temp as $$
  select case when p.media_bytes_max is not null then greatest(0, p.media_bytes_max - coalesce(m.bytes, 0)) end
  from session_leases l
  left join subscriptions s on s.tenant_id = l.tenant_id and s.status <> 'canceled'
  left join subscription_plans p on p.id = s.plan_id
  left join media_storage m on m.tenant_id = l.tenant_id
  where l.session_id = session and session = any (worker_sessions())
$$;
revoke all on function room_for_files(text) from public;
grant execute on function room_for_files(text) to wa_worker;
