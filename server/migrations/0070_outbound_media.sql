-- compatible with 0069+: messages with a file wait for it in the order of their chat
-- A version before this one knows no messages with files and puts none into the queue.
alter table outbound
  add column media_id id,
  add column media_purpose text,
  -- The file is not ready. Neither this message nor what comes after it in its chat is taken out of the queue.
  add column waits_for_media boolean not null default false,
  add constraint outbound_media foreign key (media_id) references media,
  add constraint outbound_media_whole check (num_nonnulls(media_id, media_purpose) in (0, 2) and (media_id is not null or not waits_for_media));
create index outbound_media on outbound (media_id) where media_id is not null;
create index outbound_waits on outbound (session_id, chat_id, seq) where waits_for_media;

-- The files of messages in the queues of a worker, made into what they are sent as.
create function outgoing_media(message_ids text[]) returns table (message_id id, media_id id, purpose text, tenant_id id, sha256 text,
  bytes bigint, mime_type text, file_name text, width integer, height integer, seconds real, page_count integer, thumbnail bytea,
  waveform bytea) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select o.message_id, m.id, o.media_purpose, m.tenant_id, coalesce(r.sha256, m.sha256), coalesce(r.bytes, m.bytes),
    coalesce(r.mime_type, m.mime_type), m.file_name, coalesce(r.width, m.width), coalesce(r.height, m.height),
    coalesce(r.seconds, m.seconds), m.page_count, coalesce(r.thumbnail, m.thumbnail), coalesce(r.waveform, m.waveform)
  from outbound o
  join media m on m.id = o.media_id
  left join media_renditions r on r.media_id = o.media_id and r.purpose = o.media_purpose and r.status = 'ready'
  where o.message_id = any (outgoing_media.message_ids) and o.session_id = any (worker_sessions()) and not o.waits_for_media
    and coalesce(r.sha256, m.sha256) is not null
$$;
revoke all on function outgoing_media(text[]) from public;
grant execute on function outgoing_media(text[]) to wa_worker;
