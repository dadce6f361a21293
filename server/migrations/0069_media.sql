-- compatible with 0066+: files that are sent and received; no table that there is changes
-- What a plan allows. Null bytes: any number.
alter table subscription_plans
  add column media_bytes_max bigint default 10737418240 check (media_bytes_max >= 0),
  add column media_days integer not null default 30 check (media_days between 1 and 3650);
update subscription_plans set media_bytes_max = null, media_days = 365 where code = 'unlimited';
update subscription_plans set media_bytes_max = 107374182400, media_days = 90 where code = 'business';

-- One row for each file that is kept: the same content of one tenant is one file, however many rows name it. A file is deleted
-- only by who holds its row, and only while no other row names it.
create table media_files (
  tenant_id id not null references tenants on delete cascade,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  stored_at timestamptz not null default now(),
  primary key (tenant_id, sha256)
);
select protect_table('media_files', tenant => 'select, insert, update (stored_at)');

-- How much of that a tenant has, kept by a trigger: whoever adds a file holds this row until the end of the transaction, so two
-- cannot both take the last room.
create table media_storage (
  tenant_id id primary key references tenants on delete cascade,
  bytes bigint not null check (bytes >= 0),
  files bigint not null check (files >= 0)
);
select protect_table('media_storage', tenant => 'select');

create function count_media_file() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into media_storage as s (tenant_id, bytes, files) values (new.tenant_id, new.bytes, 1)
    on conflict (tenant_id) do update set bytes = s.bytes + excluded.bytes, files = s.files + 1;
  else
    update media_storage set bytes = bytes - old.bytes, files = files - 1 where tenant_id = old.tenant_id;
  end if;
  return null;
end $$;
revoke all on function count_media_file() from public;
create trigger media_files_count after insert or delete on media_files for each row execute function count_media_file();

create table media (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  -- Of what was received; null for what was given to us.
  session_id id,
  message_id id references messages on delete cascade,
  source text not null check (source in ('upload', 'url', 'inline', 'received')),
  -- processing: ours is being fetched from its URL or looked at. fetching: the worker gets it from WhatsApp.
  status text not null check (status in ('processing', 'fetching', 'ready', 'unavailable')),
  -- Why it is unavailable.
  reason text check (length(reason) <= 100),
  sha256 text,
  bytes bigint check (bytes >= 0),
  mime_type text check (length(mime_type) <= 255),
  file_name text check (length(file_name) <= 255),
  width integer check (width > 0),
  height integer check (height > 0),
  seconds real check (seconds >= 0),
  page_count integer check (page_count > 0),
  -- A small JPEG.
  thumbnail bytea check (octet_length(thumbnail) <= 65536),
  -- 64 bytes of 0 to 100.
  waveform bytea check (octet_length(waveform) <= 1024),
  -- Sealed, while it is wanted: the URL for the delivery role, or where WhatsApp has it with its key for the worker.
  origin bytea check (octet_length(origin) <= 16384),
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz,
  created_at timestamptz not null default now(),
  -- Given by the plan where it is not said.
  expires_at timestamptz not null,
  constraint media_session foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade,
  constraint media_file foreign key (tenant_id, sha256) references media_files,
  constraint media_received check ((source = 'received') = (session_id is not null and message_id is not null)),
  constraint media_has_file check (status <> 'ready' or (sha256 is not null and bytes is not null and mime_type is not null)),
  constraint media_has_reason check ((status = 'unavailable') = (reason is not null))
);
create index media_tenant on media (tenant_id, id);
create index media_file on media (tenant_id, sha256) where sha256 is not null;
create index media_message on media (message_id) where message_id is not null;
create index media_fetching on media (session_id, next_attempt_at) where status = 'fetching';
create index media_session on media (session_id) where session_id is not null;
create index media_expiry on media (expires_at);
create index media_processing on media (created_at) where status = 'processing';
select protect_table('media', tenant => 'select, insert, update, delete',
  worker => 'select, insert, update (status, reason, sha256, bytes, mime_type, file_name, width, height, seconds, page_count, thumbnail, waveform, origin, attempts, next_attempt_at)');

create function set_media_expiry() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if new.expires_at is null then
    new.expires_at := coalesce(new.created_at, now()) + make_interval(days => coalesce((
      select p.media_days from subscriptions s join subscription_plans p on p.id = s.plan_id
      where s.tenant_id = new.tenant_id and s.status <> 'canceled' limit 1), 30));
  end if;
  return new;
end $$;
revoke all on function set_media_expiry() from public;
create trigger media_set_expiry before insert on media for each row execute function set_media_expiry();

-- A file made into what a kind of message needs, such as a voice note or a sticker.
create table media_renditions (
  media_id id not null references media on delete cascade,
  purpose text not null check (purpose in ('image', 'video', 'video_note', 'gif', 'audio', 'voice', 'document', 'sticker')),
  tenant_id id not null references tenants on delete cascade,
  status text not null check (status in ('processing', 'ready', 'unavailable')),
  reason text check (length(reason) <= 100),
  sha256 text,
  bytes bigint check (bytes >= 0),
  mime_type text check (length(mime_type) <= 255),
  width integer check (width > 0),
  height integer check (height > 0),
  seconds real check (seconds >= 0),
  thumbnail bytea check (octet_length(thumbnail) <= 65536),
  waveform bytea check (octet_length(waveform) <= 1024),
  created_at timestamptz not null default now(),
  primary key (media_id, purpose),
  constraint media_rendition_file foreign key (tenant_id, sha256) references media_files,
  constraint media_rendition_has_file check (status <> 'ready' or (sha256 is not null and bytes is not null and mime_type is not null)),
  constraint media_rendition_has_reason check ((status = 'unavailable') = (reason is not null))
);
create index media_renditions_tenant on media_renditions (tenant_id, media_id);
create index media_renditions_file on media_renditions (tenant_id, sha256) where sha256 is not null;
create index media_renditions_processing on media_renditions (created_at) where status = 'processing';
select protect_table('media_renditions', tenant => 'select, insert');

-- A worker keeps a file of a tenant whose session it holds. False when the tenant has no room for it; then it is not kept.
create function keep_received_file(session text, sha text, size bigint) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
declare
  tenant text;
  most bigint;
begin
  select l.tenant_id into tenant from session_leases l where l.session_id = session and l.session_id = any (worker_sessions());
  if not found then raise exception 'the session % is not held', session using errcode = 'insufficient_privilege'; end if;
  insert into media_files (tenant_id, sha256, bytes) values (tenant, sha, size)
  on conflict (tenant_id, sha256) do update set stored_at = now();
  select p.media_bytes_max into most from subscriptions s join subscription_plans p on p.id = s.plan_id
  where s.tenant_id = tenant and s.status <> 'canceled';
  if most is null or (select bytes <= most from media_storage where tenant_id = tenant) then return true; end if;
  delete from media_files f where f.tenant_id = tenant and f.sha256 = sha
    and not exists (select from media m where m.tenant_id = tenant and m.sha256 = sha)
    and not exists (select from media_renditions r where r.tenant_id = tenant and r.sha256 = sha);
  return not found;
end $$;
revoke all on function keep_received_file(text, text, bigint) from public;
grant execute on function keep_received_file(text, text, bigint) to wa_worker;
