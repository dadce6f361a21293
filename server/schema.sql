-- Made from the migrations by `npm run schema:dump`. To read, not to edit.

CREATE SCHEMA public;

COMMENT ON SCHEMA public IS 'standard public schema';

CREATE DOMAIN public.id AS text COLLATE pg_catalog."C";

CREATE FUNCTION public.addresses_of(tenant text, address text) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select array[address] || array(select l.jid from public.lids l where l.tenant_id = tenant and l.lid = address)
    || array(select l.lid from public.lids l where l.tenant_id = tenant and l.jid = address)
$$;

CREATE FUNCTION public.assume_messages() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform assume_messages_noted();
  delete from message_words_due where tenant_id = 'ten_00000000000070008000000000000000';
end $$;

CREATE FUNCTION public.assume_messages_noted() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if exists (select from messages) then return; end if;
  insert into tenants (id, name) values ('ten_00000000000070008000000000000000', 'statistics');
  insert into sessions (id, tenant_id, session_name, status, desired)
    select 'ses_000000000000700080000000000000' || lpad(nth::text, 2, '0'), 'ten_00000000000070008000000000000000', 'statistics ' || nth,
      'stopped', 'stopped'
    from generate_series(1, 20) nth;
  insert into messages (id, tenant_id, session_id, direction, status, whatsapp_id, chat_id, type, content)
    select 'msg_0000000000007000800000000000' || lpad(nth::text, 4, '0'), 'ten_00000000000070008000000000000000',
      'ses_000000000000700080000000000000' || lpad((nth % 20 + 1)::text, 2, '0'),
      case when nth % 2 = 0 then 'outbound' else 'inbound' end, case when nth % 2 = 0 then 'read' else 'received' end,
      '3EB0' || upper(md5(nth::text)), nth % 160 || '@s.whatsapp.net', 'text', '{"text": {"body": "statistics"}}'
    from generate_series(1, 2000) nth;
  analyze messages;
  delete from tenants where id = 'ten_00000000000070008000000000000000';
end $$;

CREATE TABLE public.api_keys (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    user_id public.id NOT NULL,
    name text NOT NULL,
    prefix text NOT NULL,
    key_hash bytea NOT NULL,
    scopes text[] NOT NULL,
    expires_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    created_by_key_id public.id,
    allowed_addresses text[] DEFAULT '{}'::text[] NOT NULL,
    session_ids text[] DEFAULT '{}'::text[] NOT NULL,
    requests_per_minute_max integer,
    old_key_hash bytea,
    old_key_until timestamp with time zone,
    CONSTRAINT api_keys_allowed_addresses_check CHECK ((cardinality(allowed_addresses) <= 50)),
    CONSTRAINT api_keys_old_key CHECK (((old_key_hash IS NULL) = (old_key_until IS NULL))),
    CONSTRAINT api_keys_requests_per_minute_max_check CHECK (((requests_per_minute_max >= 1) AND (requests_per_minute_max <= 1000000))),
    CONSTRAINT api_keys_session_ids_check CHECK ((cardinality(session_ids) <= 100))
);

CREATE TABLE public.users (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    role text DEFAULT 'owner'::text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    email_verified_at timestamp with time zone,
    last_login_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_check CHECK ((email = lower(email))),
    CONSTRAINT users_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text]))),
    CONSTRAINT users_status_check CHECK ((status = ANY (ARRAY['active'::text, 'suspended'::text, 'erasing'::text])))
);

CREATE FUNCTION public.auth_api_key(hash bytea) RETURNS TABLE(id text, tenant_id text, user_id text, scopes text[], expires_at timestamp with time zone, revoked_at timestamp with time zone, last_used_at timestamp with time zone, user_status text, user_role text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    BEGIN ATOMIC
 SELECT k.id,
     k.tenant_id,
     k.user_id,
     k.scopes,
     k.expires_at,
     k.revoked_at,
     k.last_used_at,
     u.status,
     u.role
    FROM (public.api_keys k
      JOIN public.users u ON (((u.id)::text = (k.user_id)::text)))
   WHERE (k.key_hash = auth_api_key.hash);
END;

CREATE FUNCTION public.auth_bound_key(hash bytea) RETURNS TABLE(id text, tenant_id text, user_id text, scopes text[], expires_at timestamp with time zone, revoked_at timestamp with time zone, last_used_at timestamp with time zone, user_status text, user_role text, allowed_addresses text[], session_ids text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at,
    public.status_in(u.status, u.tenant_id, k.tenant_id), public.role_away(u.role, u.tenant_id, k.tenant_id),
    k.allowed_addresses, k.session_ids
  from public.api_keys k join public.users u on u.id = k.user_id
  where k.id = (select n.id from public.api_keys n where n.key_hash = hash
    union all select o.id from public.api_keys o where o.old_key_hash = hash and o.old_key_until > now() limit 1)
$$;

CREATE FUNCTION public.auth_incoming_webhook(hash bytea) RETURNS TABLE(id text, tenant_id text, session_id text, recipient text, template_id text, language text, per_minute integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select w.id, w.tenant_id, w.session_id, w.recipient, w.template_id, w.language, w.per_minute
  from public.incoming_webhooks w
  where w.secret_hash = hash and w.enabled
    and exists (select from public.memberships m join public.users u on u.id = m.user_id
      where m.tenant_id = w.tenant_id and public.status_in(u.status, u.tenant_id, w.tenant_id) = 'active')
$$;

CREATE FUNCTION public.auth_key(hash bytea) RETURNS TABLE(id text, tenant_id text, user_id text, scopes text[], expires_at timestamp with time zone, revoked_at timestamp with time zone, last_used_at timestamp with time zone, user_status text, user_role text, allowed_addresses text[])
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, u.status, u.role, k.allowed_addresses
  from public.api_keys k join public.users u on u.id = k.user_id where k.key_hash = hash and k.session_ids = '{}'
$$;

CREATE FUNCTION public.auth_limited_key(hash bytea) RETURNS TABLE(id text, tenant_id text, user_id text, scopes text[], expires_at timestamp with time zone, revoked_at timestamp with time zone, last_used_at timestamp with time zone, user_status text, user_role text, allowed_addresses text[], session_ids text[], requests_per_minute_max integer, home_tenant_id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select k.id, k.tenant_id, k.user_id, k.scopes, k.expires_at, k.revoked_at, k.last_used_at,
    public.status_in(u.status, u.tenant_id, k.tenant_id), public.role_away(u.role, u.tenant_id, k.tenant_id),
    k.allowed_addresses, k.session_ids, k.requests_per_minute_max, u.tenant_id
  from public.api_keys k join public.users u on u.id = k.user_id
  where k.id = (select n.id from public.api_keys n where n.key_hash = hash
    union all select o.id from public.api_keys o where o.old_key_hash = hash and o.old_key_until > now() limit 1)
$$;

CREATE FUNCTION public.auth_link_token(hash bytea) RETURNS TABLE(tenant_id text, session_id text, user_id text, expires_at timestamp with time zone, used_at timestamp with time zone, stands boolean, user_status text, user_role text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select t.tenant_id, t.session_id, t.user_id, t.expires_at, t.used_at,
    t.api_key_id is null or (k.revoked_at is null and (k.expires_at is null or k.expires_at > now())),
    public.status_in(u.status, u.tenant_id, t.tenant_id), public.role_away(u.role, u.tenant_id, t.tenant_id)
  from public.link_tokens t join public.users u on u.id = t.user_id left join public.api_keys k on k.id = t.api_key_id
  where t.token_hash = hash
$$;

CREATE FUNCTION public.auth_login(wanted_user text, wanted_family text) RETURNS TABLE(tenant_id text, role text, status text, stands boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select l.tenant_id, l.role, l.status, l.stands
  from public.auth_logins(array[wanted_user], array[wanted_family]) l
$$;

CREATE FUNCTION public.auth_logins(users text[], families text[]) RETURNS TABLE(place bigint, tenant_id text, role text, status text, stands boolean)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return query
    select l.place, l.tenant_id, l.role, l.status, l.stands from auth_member_logins(users, families) l where l.member_role = 'owner';
end $$;

CREATE FUNCTION public.auth_mail_link(wanted text) RETURNS TABLE(id text, tenant_id text, user_id text, purpose text, email text, expires_at timestamp with time zone, used_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select l.id, l.tenant_id, l.user_id, l.purpose, l.email, l.expires_at, l.used_at from public.mail_links l where l.id = wanted
$$;

CREATE FUNCTION public.auth_member_logins(users text[], families text[]) RETURNS TABLE(place bigint, tenant_id text, role text, status text, stands boolean, member_role text, home_tenant_id text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return query
    select w.place, m.tenant_id::text, role_away(u.role, u.tenant_id, m.tenant_id), status_in(u.status, u.tenant_id, m.tenant_id),
      t.id is not null, m.role, u.tenant_id::text
    from unnest(users, families) with ordinality as w (user_id, family_id, place)
    join users u on u.id = w.user_id
    left join lateral (
      select r.id, r.acts_in from refresh_tokens r
      where r.family_id = w.family_id and r.user_id = u.id and r.revoked_at is null limit 1
    ) t on true
    join memberships m on m.user_id = u.id and m.tenant_id = coalesce(t.acts_in, u.tenant_id);
end $$;

CREATE FUNCTION public.auth_passkey(credential bytea) RETURNS TABLE(id text, tenant_id text, user_id text, user_status text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select p.id, p.tenant_id, p.user_id, u.status
  from public.passkeys p join public.users u on u.id = p.user_id where p.credential_id = credential
$$;

CREATE FUNCTION public.auth_refresh_token(hash bytea) RETURNS TABLE(id text, tenant_id text, user_id text, family_id text, expires_at timestamp with time zone, used_at timestamp with time zone, revoked_at timestamp with time zone, acts_in text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select t.id, t.tenant_id, t.user_id, t.family_id, t.expires_at, t.used_at, t.revoked_at, t.acts_in
  from public.refresh_tokens t where t.token_hash = hash
$$;

CREATE FUNCTION public.auth_register(new_tenant text, new_user text, new_subscription text, mail text, full_name text, hash text, plan_code text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  insert into public.tenants (id, name) values (new_tenant, full_name);
  insert into public.users (id, tenant_id, email, name, password_hash)
    values (new_user, new_tenant, lower(mail), full_name, hash);
  insert into public.subscriptions (id, tenant_id, plan_id, status, current_period_start, current_period_end)
    select new_subscription, new_tenant, p.id, 'active', now(), now() + interval '1 month'
    from public.subscription_plans p where p.code = plan_code;
  if not found then raise exception 'no plan has the code %', plan_code; end if;
end $$;

CREATE FUNCTION public.auth_team_invitation(wanted text) RETURNS TABLE(id text, tenant_id text, email text, role text, round integer, expires_at timestamp with time zone, account text, inviter text, has_account boolean)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select i.id, i.tenant_id, i.email, i.role, i.round, i.expires_at, t.name, u.name,
    exists (select from public.users o where o.email = i.email)
  from public.team_invitations i join public.tenants t on t.id = i.tenant_id join public.users u on u.id = i.invited_by
  where i.id = wanted and u.status = 'active'
    and not exists (select from public.erasures e where e.erased_tenant_id = i.tenant_id)
$$;

CREATE FUNCTION public.auth_user_by_email(wanted text) RETURNS TABLE(id text, tenant_id text, email text, name text, password_hash text, role text, status text, created_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    BEGIN ATOMIC
 SELECT u.id,
     u.tenant_id,
     u.email,
     u.name,
     u.password_hash,
     u.role,
     u.status,
     u.created_at
    FROM public.users u
   WHERE (u.email = lower(auth_user_by_email.wanted));
END;

CREATE FUNCTION public.begin_erasure(erasure text, wanted text, by_whom text, administrator text) RETURNS TABLE(id text, requested_at timestamp with time zone, log_out_until timestamp with time zone, complete_by timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  person text;
begin
  perform from users u where u.role = 'admin' order by u.id for no key update;
  if exists (select from users u where u.tenant_id = wanted and u.role = 'admin' and u.status <> 'erasing')
    and not exists (select from users u where u.tenant_id <> wanted and u.role = 'admin' and u.status = 'active') then
    return;
  end if;
  insert into erasures as e (id, erased_tenant_id, asked_by, administrator_id, log_out_until, complete_by)
  values (erasure, wanted, by_whom, administrator, now() + interval '2 minutes', now() + interval '1 day')
  on conflict (erased_tenant_id) do nothing;
  for person in select u.id from users u where u.tenant_id = wanted and u.status <> 'erasing' order by u.id for no key update loop
    perform move_home(person);
  end loop;
  delete from team_invitations i where i.tenant_id = wanted;
  update users u set status = 'erasing' where u.tenant_id = wanted and u.status <> 'erasing';
  update webhooks w set enabled = false where w.tenant_id = wanted and w.enabled;
  perform put_erasure_job();
  return query select e.id::text, e.requested_at, e.log_out_until, e.complete_by from erasures e where e.erased_tenant_id = wanted;
end $$;

CREATE FUNCTION public.begin_own_erasure(erasure text) RETURNS TABLE(id text, requested_at timestamp with time zone, log_out_until timestamp with time zone, complete_by timestamp with time zone)
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select * from public.begin_erasure(erasure, public.current_tenant(), 'user', null)
$$;

CREATE FUNCTION public.begin_trial() RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  update public.subscriptions s set status = 'trialing',
    trial_ends_at = now() + make_interval(days => (i.subscription_life->>'trial_days')::int)
  from public.installation_settings i
  where s.tenant_id = public.current_tenant() and s.created_at = now() and i.subscription_life->>'trial_days' is not null
$$;

CREATE FUNCTION public.bind_to_sessions(table_name text, shared boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  execute format('create policy bound_sessions on %I as restrictive to wa_tenant using ((select sees_all_sessions()) is not null
    or %s session_id = any ((select bound_sessions())::text[]))', table_name, case when shared then 'session_id is null or' else '' end);
end $$;

CREATE FUNCTION public.bound_sessions() RETURNS text[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN string_to_array(NULLIF(current_setting('app.session_ids'::text, true), ''::text), ','::text);

CREATE FUNCTION public.close_worker_logins() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  gone text;
begin
  for gone in
    select l.instance_id from worker_logins l
    where not exists (select from instances i where i.id = l.instance_id and i.status not in ('stopped', 'failed'))
    order by 1 for update skip locked
  loop
    if exists (select from pg_roles where rolname = 'wa_' || gone) then
      execute format('revoke wa_worker from %I', 'wa_' || gone);
      begin
        execute format('drop role %I', 'wa_' || gone);
      exception when dependent_objects_still_exist then
        execute format('alter role %I nologin password null', 'wa_' || gone);
      end;
    end if;
    delete from worker_logins where instance_id = gone;
  end loop;
end $$;

CREATE FUNCTION public.copy_plan_limits() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  select p.sessions_max, p.messages_per_month_max, p.messages_per_minute_max, p.requests_per_minute_max, p.webhooks_max,
    p.api_keys_max, p.members_max, p.media_bytes_max, p.media_days, p.message_days, p.instance_mode, p.workers_max, p.cpu_millis,
    p.memory_mb, p.worker_pids_max, p.worker_log_mb
  into new.sessions_max, new.messages_per_month_max, new.messages_per_minute_max, new.requests_per_minute_max, new.webhooks_max,
    new.api_keys_max, new.members_max, new.media_bytes_max, new.media_days, new.message_days, new.instance_mode, new.workers_max,
    new.cpu_millis, new.memory_mb, new.worker_pids_max, new.worker_log_mb
  from public.subscription_plans p where p.id = new.plan_id;
  return new;
end $$;

CREATE FUNCTION public.count_media_file() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'INSERT' then
    insert into media_storage as s (tenant_id, bytes, files) values (new.tenant_id, new.bytes, 1)
    on conflict (tenant_id) do update set bytes = s.bytes + excluded.bytes, files = s.files + 1;
  else
    update media_storage set bytes = bytes - old.bytes, files = files - 1 where tenant_id = old.tenant_id;
  end if;
  return null;
end $$;

CREATE FUNCTION public.count_unlinked_sessions() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select count(*) from public.sessions
  where tenant_id = current_tenant() and desired = 'running' and linked_at is null
$$;

CREATE FUNCTION public.current_tenant() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN NULLIF(current_setting('app.tenant_id'::text, true), ''::text);

CREATE FUNCTION public.drop_status_files() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  delete from media where message_id = new.id;
  return null;
end $$;

CREATE FUNCTION public.end_outage(wanted_session text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform next_span(s.tenant_id, s.id, null, null, clock_timestamp()) from sessions s
  where s.id = wanted_session and s.tenant_id = current_tenant() and s.status = 'logged_out';
end $$;

CREATE FUNCTION public.enter_tenant(wanted_user text, wanted_tenant text, entry text, caller_ip text, about jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  -- The membership stays until the login is there, which ends with it; whoever ends it waits before it takes the user's row.
  perform from public.memberships m join public.users u on u.id = m.user_id
  where m.user_id = wanted_user and m.tenant_id = wanted_tenant and u.tenant_id = public.current_tenant()
    and not exists (select from public.erasures e where e.erased_tenant_id = wanted_tenant)
  for share of m;
  if not found then return false; end if;
  if wanted_tenant <> public.current_tenant() then
    insert into public.audit_log (id, tenant_id, actor_id, action, target_id, ip, details)
    values (entry, wanted_tenant, wanted_user, 'user.logged_in', wanted_user, caller_ip::inet, about);
  end if;
  return true;
end $$;

CREATE FUNCTION public.events_news(tenants text[], since xid8, OUT tenant_ids text[], OUT horizon xid8) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  tenant_ids := array(
    select t from unnest(tenants) t
    where exists (select from events e where e.tenant_id = t and (e.xid, e.seq) >= (since, 0::bigint))
  );
  horizon := pg_snapshot_xmin(pg_current_snapshot());
end $$;

CREATE FUNCTION public.export_of_link(wanted text) RETURNS TABLE(tenant_id public.id, sha256 text, bytes bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select e.tenant_id, e.sha256, e.bytes from account_exports e
  where e.id = wanted and e.status = 'ready' and e.expires_at > now()
$$;

CREATE FUNCTION public.fail_ended_queues() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('fail_ended_queues', job_key => 'fail_ended_queues', max_attempts => 14);
  return null;
end $$;

CREATE FUNCTION public.fan_out_events() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  ids text[];
begin
  with wanted as materialized (
    select new_id('dlv') as id, e.tenant_id, w.id as webhook_id, w.ordered or w.batch is not null as in_order, e.id as event_id, e.session_id, e.seq,
      w.held_until is not null as held
    from inserted e
    join webhooks w on w.tenant_id = e.tenant_id and w.enabled and (w.session_id is null or w.session_id = e.session_id)
      and (e.type = 'webhook.test' or webhook_wants(w.event_types, w.session_ids, w.filter, e.type, e.session_id, e.data))
      -- a test is for the webhook it names
      and (e.type <> 'webhook.test' or w.id = e.data ->> 'webhook_id')
  ), held as materialized (
    -- Who lets a webhook go waits for this transaction and finds in the backlog what it has put there.
    select w.id from webhooks w
    where w.id in (select webhook_id from wanted where wanted.held) and w.held_until is not null
    for key share
  ), sorted as materialized (
    select wanted.*, held.id is not null as parked from wanted left join held on held.id = wanted.webhook_id
  ), put as (
    insert into webhook_deliveries (id, tenant_id, webhook_id, event_id, next_attempt_at)
    select id, tenant_id, webhook_id, event_id, case when not parked then now() end from sorted order by seq
  ), put_in_order as (
    insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
    select id, webhook_id, coalesce(session_id, ''), seq from sorted where in_order or parked
  )
  select array_agg(id::text order by seq) into ids from sorted where not parked;
  if ids is not null then perform put_delivery_jobs(ids); end if;
  return null;
end $$;

CREATE FUNCTION public.find_words(wanted text[], before text, most integer) RETURNS text[]
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    AS $$
declare
  tenant constant text := current_tenant();
  query constant tsquery := words_query(tenant, wanted);
  common constant int := 20000;
  guessed constant numeric := 0.021 * (select reltuples from pg_class where oid = 'message_words'::regclass)::numeric;
  plan json;
  found text[];
begin
  execute format('explain (format json) select from message_words where words @@ %L::tsquery', query) into plan;
  if (plan #>> '{0,Plan,Plan Rows}')::numeric > greatest(common, guessed) then return null; end if;
  found := array(select w.message_id::text from message_words w where w.words @@ query and w.tenant_id = tenant limit common + 1);
  if cardinality(found) > common then return null; end if;
  return array(select id from unnest(found) id where before is null or id < before order by id desc limit most);
end $$;

CREATE FUNCTION public.first_message_id(at timestamp with time zone) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select 'msg_' || lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') $$;

CREATE FUNCTION public.fold_text(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  -- Capitals are named: what lower() knows of them depends on the locale of the database.
  select translate(
    regexp_replace(lower(normalize($1, NFKD)), '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u202a-\u202e\u2066-\u2069]', '', 'g'),
    'ٱىیکة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹øłđıØŁĐςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄҐЈЉЊЋЏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
    'اييكه01234567890123456789oldioldσабвгдежзийклмнопрстуфхцчшщъыьэюяієґјљњћџαβγδεζηθικλμνξοπρστυφχψω')
$_$;

CREATE FUNCTION public.fold_word(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  select btrim(regexp_replace(public.fold_text($1), '[-!-/:-@[-`{-~\s\u00a0\u00ab\u00bb\u2018-\u201f\u2026\u00a1\u00bf\u060c\u061b\u061f\u06d4\u0964\u3001\u3002\uff01\uff0c\uff1f]+', ' ', 'g'))
$_$;

CREATE FUNCTION public.follow_subscription_status() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if new.plan_id <> old.plan_id and new.price_id is null and new.status = old.status
    and (old.status = 'past_due' or old.trial_ends_at is not null) then
    new.status := 'active';
  end if;
  if new.status = 'past_due' and old.status <> 'past_due' then
    new.past_due_since := now(); new.stage_since := now(); new.stage := null; new.limited_since := null;
    new.reminders_sent := 0; new.reminded_at := null;
  elsif new.status <> 'past_due' and (old.status = 'past_due' or new.status <> 'trialing') then
    new.past_due_since := null; new.stage_since := null; new.stage := null; new.limited_since := null;
    new.reminders_sent := 0; new.reminded_at := null;
    if new.status <> 'trialing' then new.trial_ends_at := null; end if;
  end if;
  return new;
end $$;

CREATE FUNCTION public.forget_labels() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  delete from label_marks where session_id = new.id;
  delete from labels where session_id = new.id;
  return null;
end $$;

CREATE FUNCTION public.forget_link(wanted_session text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if not exists (select from sessions where id = wanted_session and tenant_id = current_tenant()) then
    return;
  end if;
  perform from session_leases where session_id = wanted_session for update;
  update session_leases set epoch = epoch + 1, expires_at = now() where session_id = wanted_session;
  delete from signal_keys where session_id = wanted_session;
  delete from session_credentials where session_id = wanted_session;
end $$;

CREATE FUNCTION public.forget_next_plan() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  new.cancel_at_period_end := false; new.next_plan_id := null; new.next_price_id := null; new.keep_session_ids := null;
  return new;
end $$;

CREATE FUNCTION public.forget_price_of_plan() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  new.price_id := null; new.price_currency := null; new.price_interval := null; new.price_minor := null;
  return new;
end $$;

CREATE FUNCTION public.go_on_acting() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform from public.users u where u.id = new.user_id for key share;
  if new.acts_in is null then
    select t.acts_in into new.acts_in from public.refresh_tokens t
    where t.family_id = new.family_id and t.user_id = new.user_id and t.acts_in is not null limit 1;
  end if;
  return new;
end $$;

CREATE TABLE public.instances (
    id public.id NOT NULL,
    tenant_id public.id,
    mode text NOT NULL,
    driver text NOT NULL,
    host text NOT NULL,
    port integer NOT NULL,
    status text NOT NULL,
    desired text DEFAULT 'running'::text NOT NULL,
    reference text,
    token_hash bytea NOT NULL,
    sessions_max integer NOT NULL,
    restarts integer DEFAULT 0 NOT NULL,
    status_reason text,
    started_at timestamp with time zone,
    heartbeat_at timestamp with time zone,
    stopped_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    part text,
    CONSTRAINT instances_desired_check CHECK ((desired = ANY (ARRAY['running'::text, 'stopped'::text]))),
    CONSTRAINT instances_mode_check CHECK ((mode = ANY (ARRAY['dedicated'::text, 'tenant'::text, 'shared'::text]))),
    CONSTRAINT instances_port_check CHECK (((port >= 1) AND (port <= 65535))),
    CONSTRAINT instances_sessions_max_check CHECK ((sessions_max > 0)),
    CONSTRAINT instances_status_check CHECK ((status = ANY (ARRAY['starting'::text, 'running'::text, 'unhealthy'::text, 'draining'::text, 'stopped'::text, 'failed'::text])))
);

CREATE FUNCTION public.health_instances() RETURNS TABLE(running integer, starting integer, unhealthy integer)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    BEGIN ATOMIC
 SELECT (count(*) FILTER (WHERE (instances.status = ANY (ARRAY['running'::text, 'draining'::text]))))::integer AS count,
     (count(*) FILTER (WHERE (instances.status = 'starting'::text)))::integer AS count,
     (count(*) FILTER (WHERE (instances.status = 'unhealthy'::text)))::integer AS count
    FROM public.instances
   WHERE (instances.status <> ALL (ARRAY['stopped'::text, 'failed'::text]));
END;

CREATE FUNCTION public.hear_opt_out(message_id text, tenant text, session text, chat text, body text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  kind constant text := opt_out_word(tenant, body);
  one opt_outs;
begin
  if kind = 'stop' then
    insert into opt_outs (id, tenant_id, address, source, word, message_id)
    select new_id('opt'), tenant, chat, 'word', btrim(body), hear_opt_out.message_id
    where not exists (select from opt_outs o where o.tenant_id = tenant and o.address = any (addresses_of(tenant, chat)))
    on conflict (tenant_id, address) do nothing returning * into one;
    if one.id is not null then
      insert into events (id, tenant_id, session_id, type, data)
      values (new_id('evt'), tenant, session, 'contact.opted_out', opt_out_json(one));
    end if;
  elsif kind = 'start' then
    for one in delete from opt_outs o where o.tenant_id = tenant and o.address = any (addresses_of(tenant, chat)) returning * loop
      insert into events (id, tenant_id, session_id, type, data)
      values (new_id('evt'), tenant, session, 'contact.opted_in', opt_out_json(one) || '{"ended_by": "word"}');
    end loop;
  end if;
end $$;

CREATE FUNCTION public.hold_webhooks() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform from webhooks w
  where w.tenant_id in (select tenant_id from inserted) and w.enabled
  order by w.id for key share;
  return null;
end $$;

CREATE FUNCTION public.join_contacts() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  one record;
  by_lid contacts;
  by_jid contacts;
begin
  for one in
    select n.session_id, n.lid, n.jid from changed n
    where (select c.id from contacts c where c.session_id = n.session_id and c.lid = n.lid)
      is distinct from (select c.id from contacts c where c.session_id = n.session_id and c.jid = n.jid)
    order by n.session_id, n.lid
  loop
    select * into by_lid from contacts c where c.session_id = one.session_id and c.lid = one.lid for update;
    select * into by_jid from contacts c where c.session_id = one.session_id and c.jid = one.jid for update;
    if by_lid.id is null then
      update contacts set lid = one.lid where id = by_jid.id;
    elsif by_jid.id is null then
      update contacts set jid = one.jid where id = by_lid.id;
    elsif by_lid.id <> by_jid.id then
      update contacts set jid = null, lid = null, user_name = null, joined_into = least(by_lid.id, by_jid.id)
      where id = greatest(by_lid.id, by_jid.id) or joined_into = greatest(by_lid.id, by_jid.id);
      update contacts set jid = one.jid, lid = one.lid,
        push_name = coalesce(by_jid.push_name, by_lid.push_name),
        saved_name = coalesce(by_jid.saved_name, by_lid.saved_name),
        business_name = coalesce(by_jid.business_name, by_lid.business_name),
        user_name = coalesce(by_jid.user_name, by_lid.user_name),
        status_muted = by_jid.status_muted or by_lid.status_muted
      where id = least(by_lid.id, by_jid.id);
    end if;
  end loop;
  return null;
end $$;

CREATE FUNCTION public.join_team(wanted text, wanted_round integer, known_user text, new_membership text, is_proved boolean) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  taken public.team_invitations := public.take_team_invitation(wanted, wanted_round);
begin
  if taken.id is null then return false; end if;
  insert into public.memberships (id, tenant_id, user_id, role)
  select new_membership, taken.tenant_id, u.id, taken.role from public.users u
  where u.id = known_user and u.email = taken.email and u.status = 'active';
  if not found then return false; end if;
  if is_proved then
    update public.users u set email_verified_at = now() where u.id = known_user and u.email_verified_at is null;
  end if;
  return true;
end $$;

CREATE FUNCTION public.join_team_anew(wanted text, wanted_round integer, new_user text, new_membership text, full_name text, hash text, is_proved boolean) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  taken public.team_invitations := public.take_team_invitation(wanted, wanted_round);
begin
  if taken.id is null then return false; end if;
  insert into public.users (id, tenant_id, email, name, password_hash, email_verified_at)
  values (new_user, taken.tenant_id, taken.email, full_name, hash, case when is_proved then now() end);
  insert into public.memberships (id, tenant_id, user_id, role) values (new_membership, taken.tenant_id, new_user, taken.role);
  return true;
end $$;

CREATE FUNCTION public.keep_an_owner() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform from public.tenants t where t.id = old.tenant_id for no key update;
  if found and not exists (select from public.memberships m where m.tenant_id = old.tenant_id and m.role = 'owner')
    and not exists (select from public.erasures e where e.erased_tenant_id = old.tenant_id) then
    raise exception 'the last owner of a tenant stays' using errcode = 'check_violation', constraint = 'memberships_last_owner';
  end if;
  return null;
end $$;

CREATE FUNCTION public.keep_issued_invoice() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if old.status = 'draft' then return new; end if;
  if old.status = 'finalized' and new.status = 'voided'
    and to_jsonb(new) - 'status' - 'voided_at' = to_jsonb(old) - 'status' - 'voided_at' then return new; end if;
  raise exception 'an invoice that was issued is not changed' using errcode = 'check_violation';
end $$;

CREATE FUNCTION public.keep_payment_notice(notice text, provider text, event text, reference text, raw bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  kept text;
begin
  insert into payment_notices as n (id, provider, event_id, reference, raw)
  values (notice, keep_payment_notice.provider, event, keep_payment_notice.reference, keep_payment_notice.raw)
  on conflict on constraint payment_notices_provider_event_id_key do nothing;
  select n.id into kept from payment_notices n
  where n.provider = keep_payment_notice.provider and n.event_id = event and n.status = 'stored';
  if found then
    perform graphile_worker.add_job('settle_payment', json_build_object('v', 1, 'notice_id', kept),
      job_key => 'notice:' || kept, max_attempts => 25);
  end if;
end $$;

CREATE FUNCTION public.keep_received_file(session text, sha text, size bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  tenant text;
  most bigint;
begin
  select l.tenant_id into tenant from session_leases l where l.session_id = session and l.session_id = any (worker_sessions());
  if not found then raise exception 'the session % is not held', session using errcode = 'insufficient_privilege'; end if;
  insert into media_files (tenant_id, sha256, bytes) values (tenant, sha, size)
  on conflict (tenant_id, sha256) do update set stored_at = now();
  select s.media_bytes_max into most from subscriptions s where s.tenant_id = tenant and s.status <> 'canceled';
  if most is null or (select bytes <= most from media_storage where tenant_id = tenant) then return true; end if;
  delete from media_files f where f.tenant_id = tenant and f.sha256 = sha
    and not exists (select from media m where m.tenant_id = tenant and m.sha256 = sha)
    and not exists (select from media_renditions r where r.tenant_id = tenant and r.sha256 = sha);
  return not found;
end $$;

CREATE FUNCTION public.log_key_requests(lines jsonb) RETURNS void
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  insert into public.api_key_requests (id, tenant_id, api_key_id, at, method, route, status, ms, request_id, code, ip, body)
  select l.id, k.tenant_id, k.id, l.at, l.method, l.route, l.status, l.ms, l.request_id, l.code, l.ip, l.body
  from jsonb_to_recordset(lines) as l (id text, api_key_id text, at timestamptz, method text, route text, status smallint,
    ms integer, request_id text, code text, ip inet, body text)
  join public.api_keys k on k.id = l.api_key_id
  on conflict do nothing
$$;

CREATE FUNCTION public.media_of_link(wanted text) RETURNS TABLE(tenant_id public.id, sha256 text, bytes bigint, mime_type text, file_name text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select m.tenant_id, m.sha256, m.bytes, m.mime_type, m.file_name from media m where m.id = wanted and m.status = 'ready'
$$;

CREATE FUNCTION public.message_quarter(id text) RETURNS timestamp with time zone
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select date_bin('15 minutes', to_timestamp(('x' || substr(id, 5, 12))::bit(48)::bigint / 1000.0), 'epoch') $$;

CREATE FUNCTION public.move_home(wanted text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  home text;
  goal text;
begin
  select u.tenant_id into home from public.users u where u.id = wanted;
  select m.tenant_id into goal from public.memberships m
  where m.user_id = wanted and m.tenant_id <> home
    and not exists (select from public.erasures e where e.erased_tenant_id = m.tenant_id)
  order by m.created_at, m.id limit 1;
  if goal is null then return false; end if;
  -- An administrator of the installation was one at home. From here on no login of the user is renewed until the transaction ends.
  update public.users u set tenant_id = goal, role = 'owner' where u.id = wanted;
  update public.refresh_tokens t set acts_in = home where t.user_id = wanted and t.acts_in is null;
  return true;
end $$;

CREATE FUNCTION public.new_id(prefix text) RETURNS text
    LANGUAGE sql
    RETURN ((((((prefix || '_'::text) || lpad(to_hex(((EXTRACT(epoch FROM clock_timestamp()) * (1000)::numeric))::bigint), 12, '0'::text)) || '7'::text) || substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 14, 3)) || substr('89ab'::text, (1 + (((random() * (4)::double precision))::integer % 4)), 1)) || substr(replace((gen_random_uuid())::text, '-'::text, ''::text), 18, 15));

CREATE FUNCTION public.next_span(tenant text, session text, next text, why text, at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  delete from session_spans where tenant_id = tenant and session_id = session and ended_at is null and began_at >= at;
  update session_spans set ended_at = at where tenant_id = tenant and session_id = session and ended_at is null;
  if next is not null then
    insert into session_spans (tenant_id, session_id, state, began_at, reason, last_reason)
    values (tenant, session, next, at, why, why);
  end if;
end $$;

CREATE FUNCTION public.note_canceled() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  new.canceled_at := now();
  return new;
end $$;

CREATE FUNCTION public.note_changed_words() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if new.chat_id <> 'status@broadcast' then
    insert into message_words_due (message_id, tenant_id) values (new.id, new.tenant_id);
  end if;
  return null;
end $$;

CREATE FUNCTION public.note_chats() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  insert into chats as c (session_id, chat_id, tenant_id, last_message_id, unread_count, name)
  select session_id, chat_id, min(tenant_id), max(id), count(*) filter (where direction = 'inbound'),
    (array_agg(push_name order by id desc) filter (where direction = 'inbound' and push_name is not null and chat_id not like '%@g.us'))[1]
  from inserted where chat_id <> 'status@broadcast' group by session_id, chat_id order by session_id, chat_id
  on conflict (session_id, chat_id) do update set last_message_id = greatest(c.last_message_id, excluded.last_message_id),
    unread_count = c.unread_count + excluded.unread_count, name = coalesce(excluded.name, c.name);
  return null;
end $$;

CREATE FUNCTION public.note_client_version(used bigint, origin text, outcome text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.note_contacts() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  one record;
begin
  for one in
    select s.*, known.id from (
      select distinct on (session_id, address) session_id, tenant_id, address, name,
        address like '%@lid' as is_lid, name like '@%' as is_user_name
      from (
        select id, session_id, tenant_id, case direction when 'inbound' then sender_id else chat_id end as address,
          case direction when 'inbound' then nullif(push_name, '') end as name
        from inserted
      ) heard
      where address like '%@s.whatsapp.net' or address like '%@lid'
      order by session_id, address, name is null, id desc
    ) s left join lateral (
      select c.id, c.push_name, c.user_name from contacts c where c.session_id = s.session_id and not s.is_lid and c.jid = s.address
      union all
      select c.id, c.push_name, c.user_name from contacts c where c.session_id = s.session_id and s.is_lid and c.lid = s.address
      limit 1
    ) known on true
    where known.id is null or s.name is distinct from case when s.name is null then null when s.is_user_name then '@' || known.user_name else known.push_name end
    order by s.session_id, s.address
  loop
    if one.id is null then
      insert into contacts (id, tenant_id, session_id, jid, lid, push_name, user_name)
      values (new_id('con'), one.tenant_id, one.session_id, case when not one.is_lid then one.address end,
        case when one.is_lid then one.address end, case when not one.is_user_name then one.name end,
        case when one.is_user_name then substr(one.name, 2) end)
      on conflict do nothing;
    elsif one.is_user_name then
      update contacts set user_name = substr(one.name, 2) where id = one.id;
    else
      update contacts set push_name = one.name where id = one.id;
    end if;
    -- Who had the user name before has given it up.
    if one.is_user_name then
      update contacts c set user_name = null where c.session_id = one.session_id and c.user_name = substr(one.name, 2)
        and one.address is distinct from case when one.is_lid then c.lid else c.jid end;
    end if;
  end loop;
  return null;
end $$;

CREATE FUNCTION public.note_late_opt_out() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
begin
  perform hear_opt_out(new.id, new.tenant_id, new.session_id, new.chat_id, new.content->'text'->>'body')
  where new.type = 'text' and new.chat_id !~ '@(g\.us|newsletter|broadcast)$' and length(new.content->'text'->>'body') <= 60;
  return null;
end $_$;

CREATE FUNCTION public.note_opt_outs() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
begin
  perform hear_opt_out(i.id, i.tenant_id, i.session_id, i.chat_id, i.content->'text'->>'body')
  from (select * from inserted order by id) i
  where i.direction = 'inbound' and i.status = 'received' and i.type = 'text' and i.chat_id !~ '@(g\.us|newsletter|broadcast)$'
    and length(i.content->'text'->>'body') <= 60;
  return null;
end $_$;

CREATE FUNCTION public.note_session_status() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.status_since = clock_timestamp();
  -- What was waited for in the status before is over, unless the same statement says otherwise.
  if new.next_attempt_at is not distinct from old.next_attempt_at then
    new.next_attempt_at = null;
  end if;
  if old.status = 'passkey_required' then
    new.passkey_options = null;
    new.passkey_expires_at = null;
    new.passkey_code = null;
    new.passkey_confirm = null;
    new.passkey_code_expires_at = null;
  end if;
  return new;
end $$;

CREATE FUNCTION public.note_span() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  present session_spans;
  next text;
  at timestamptz := clock_timestamp();
begin
  select * into present from session_spans s where s.tenant_id = new.tenant_id and s.session_id = new.id and s.ended_at is null;
  next := case
    when new.status = 'connected' then 'up'
    when new.status in ('created', 'stopped') then null
    -- An end that nobody has asked for; codes that nobody scanned say nothing new.
    when new.status in ('logged_out', 'failed') then case
      when new.status_reason = 'logged_out_by_user' then null
      when new.status_reason = 'qr_expired' then case when present.state is not null then 'down' end
      else 'down'
    end
    when present.state = 'down' then 'down'
    -- Its user is opening it anew, or for the first time.
    when new.status <> 'reconnecting' and coalesce(new.status_reason, 'restarted_by_user') in ('restarted_by_user', 'logging_out') then null
    when present.state = 'up' or new.status = 'reconnecting' or new.linked_at is not null then 'down'
  end;
  if next is not distinct from present.state then
    if next = 'down' and new.status_reason is distinct from present.last_reason and new.status_reason is not null then
      update session_spans set last_reason = new.status_reason where tenant_id = new.tenant_id and session_id = new.id and ended_at is null;
    end if;
    return null;
  end if;
  -- Its worker could not say when the connection ended: not before the last sign of life.
  if present.state = 'up' and new.status_reason in ('worker_lost', 'no_capacity', 'worker_unavailable', 'key_unavailable') then
    select greatest(present.began_at, least(at, l.renewed_at)) into at from session_leases l where l.session_id = new.id and l.renewed_at is not null;
    at := coalesce(at, clock_timestamp());
  end if;
  perform next_span(new.tenant_id, new.id, next, case when next = 'down' then new.status_reason end, at);
  return null;
end $$;

CREATE FUNCTION public.note_wanted() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.wanted_at = clock_timestamp();
  return new;
end $$;

CREATE FUNCTION public.note_words() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  insert into message_words_due (message_id, tenant_id) select id, tenant_id from inserted where chat_id <> 'status@broadcast';
  return null;
end $$;

CREATE FUNCTION public.open_worker_login(instance text, verifier text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  login text := 'wa_' || instance;
begin
  if verifier !~ '^SCRAM-SHA-256\$[0-9]+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' then raise exception 'no verifier of a password'; end if;
  perform 1 from instances i where i.id = instance and i.status not in ('stopped', 'failed');
  if not found then raise exception 'no instance % that runs', instance; end if;
  perform close_worker_logins();
  insert into worker_logins (instance_id) values (instance) on conflict do nothing;
  if not exists (select from pg_roles where rolname = login) then
    execute format('create role %I login', login);
  end if;
  execute format('alter role %I login connection limit 12 password %L', login, verifier);
  execute format('alter role %I set idle_in_transaction_session_timeout = %L', login, '5s');
  execute format('alter role %I set statement_timeout = %L', login, '60s');
  if current_setting('server_version_num')::int >= 160000 then
    execute format('grant wa_worker to %I with inherit true, set false', login);
  else
    execute format('grant wa_worker to %I', login);
  end if;
  return login;
end $_$;

CREATE TABLE public.opt_outs (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    address text NOT NULL,
    source text NOT NULL,
    word text,
    message_id public.id,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT opt_outs_address_check CHECK ((length(address) <= 100)),
    CONSTRAINT opt_outs_source_check CHECK ((source = ANY (ARRAY['word'::text, 'api'::text])))
);

CREATE FUNCTION public.opt_out_json(one public.opt_outs) RETURNS jsonb
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select jsonb_build_object('id', one.id, 'contact_id', one.address,
    'phone_number', case when one.address like '%@s.whatsapp.net' then split_part(one.address, '@', 1) end,
    'source', one.source, 'word', one.word, 'message_id', one.message_id,
    'created_at', to_char(one.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
$$;

CREATE FUNCTION public.opt_out_word(tenant text, body text) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.outgoing_media(message_ids text[]) RETURNS TABLE(message_id public.id, media_id public.id, purpose text, tenant_id public.id, sha256 text, bytes bigint, mime_type text, file_name text, width integer, height integer, seconds real, page_count integer, thumbnail bytea, waveform bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select o.message_id, m.id, o.media_purpose, m.tenant_id, coalesce(r.sha256, m.sha256), coalesce(r.bytes, m.bytes),
    coalesce(r.mime_type, m.mime_type), m.file_name, coalesce(r.width, m.width), coalesce(r.height, m.height),
    coalesce(r.seconds, m.seconds), m.page_count, coalesce(r.thumbnail, m.thumbnail), coalesce(r.waveform, m.waveform)
  from outbound o
  join media m on m.id = o.media_id
  left join media_renditions r on r.media_id = o.media_id and r.purpose = o.media_purpose and r.status = 'ready'
  where o.message_id = any (outgoing_media.message_ids) and o.session_id = any (worker_sessions()) and not o.waits_for_media
    and coalesce(r.sha256, m.sha256) is not null
$$;

CREATE FUNCTION public.own_new_tenant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  insert into public.memberships (id, tenant_id, user_id, role)
  select 'mem_' || substr(new.id, 5), new.tenant_id, new.id, 'owner'
  where not exists (select from public.memberships m where m.tenant_id = new.tenant_id);
  return null;
end $$;

CREATE FUNCTION public.plan_follows_price() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if not new.active and exists (select from subscription_plans s where s.id = new.plan_id and s.currency = new.currency) then
    raise exception 'the price of a month in the currency of the plan does not end' using errcode = 'check_violation';
  end if;
  update subscription_plans s set price_cents = new.amount_minor
  where s.id = new.plan_id and s.currency = new.currency and s.price_cents <> new.amount_minor;
  return null;
end $$;

CREATE FUNCTION public.price_follows_plan() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if tg_op = 'UPDATE' and new.currency <> old.currency then
    update plan_prices p set active = false
    where p.plan_id = new.id and p.item = 'plan' and p.interval = 'month' and p.currency = old.currency and p.active;
  end if;
  insert into plan_prices as p (id, plan_id, item, currency, "interval", amount_minor)
  values (new_id('prc'), new.id, 'plan', new.currency, 'month', new.price_cents)
  on conflict (plan_id, item, currency, "interval") do update set amount_minor = excluded.amount_minor, active = true
    where p.amount_minor <> excluded.amount_minor or not p.active;
  return null;
end $$;

CREATE FUNCTION public.protect_table(table_name text, tenant text DEFAULT ''::text, worker text DEFAULT ''::text, system text DEFAULT 'select, insert, update, delete'::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
declare
  one constant text := '(select|delete|(select|insert|update)( *\([a-z0-9_]+( *, *[a-z0-9_]+)*\))?|insert|update)';
  own constant text := 'tenant_id = (select current_tenant())';
  -- In this form no index is chosen for the session, which costs a look-up for each that the worker holds (see 0011).
  leased constant text := 'session_id || '''' = any ((select worker_sessions())::text[])';
  leased_here constant text := 'session_id || tenant_id = any ((select worker_places())::text[])';
  changeable text;
  rights text;
begin
  foreach rights in array array[tenant, worker, system] loop
    if rights <> '' and rights !~ ('^' || one || '( *, *' || one || ')*$') then
      raise exception 'protect_table(%): no list of rights: %', table_name, rights;
    end if;
  end loop;
  if not exists (select from pg_attribute where attrelid = table_name::regclass and attname = 'tenant_id' and attnotnull) then
    raise exception 'protect_table(%): a table of tenants has a column tenant_id that is not null', table_name;
  end if;
  execute format('alter table %I enable row level security', table_name);

  if system <> '' then
    execute format('create policy system_all on %I to wa_system using (true) with check (true)', table_name);
    execute format('grant %s on %I to wa_system', system, table_name);
  end if;

  if tenant ~ '^ *select *$' then
    execute format('create policy tenant_own on %I for select to wa_tenant using (%s)', table_name, own);
  elsif tenant <> '' then
    execute format('create policy tenant_own on %I to wa_tenant using (%s) with check (%s)', table_name, own, own);
  end if;
  if tenant <> '' then execute format('grant %s on %I to wa_tenant', tenant, table_name); end if;

  if tenant <> '' and exists (select from pg_attribute where attrelid = table_name::regclass and attname = 'session_id'
    and not attisdropped) then
    perform bind_to_sessions(table_name);
  end if;

  if worker ~ '^ *select *$' then
    execute format('create policy worker_leased on %I for select to wa_worker using (%s)', table_name, leased);
  elsif worker <> '' then
    execute format('create policy worker_leased on %I to wa_worker using (%s) with check (%s)', table_name, leased, leased_here);
  end if;
  if worker <> '' then
    select string_agg(quote_ident(attname), ', ' order by attnum) into changeable from pg_attribute
    where attrelid = table_name::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
      and attname not in ('id', 'tenant_id', 'session_id', 'message_id');
    worker := regexp_replace(worker, 'update(?! *\()', 'update (' || changeable || ')');
    execute format('grant %s on %I to wa_worker', worker, table_name);
  end if;
end $_$;

CREATE FUNCTION public.put_call_answer(session text, caller text, call text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if exists (select from sessions s where s.id = session and s.id = any (worker_sessions()) and s.reject_calls_text is not null) then
    perform graphile_worker.add_job('answer_call',
      json_build_object('v', 1, 'session_id', session, 'contact_id', caller, 'call_id', call, 'rejected_at', now()), max_attempts => 14);
  end if;
end $$;

CREATE FUNCTION public.put_checkout_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('prepare_checkout', json_build_object('v', 1, 'checkout_id', new.id),
    job_key => 'checkout:' || new.id, max_attempts => 10);
  return null;
end $$;

CREATE FUNCTION public.put_delivery_jobs(ids text[], run_ats timestamp with time zone[] DEFAULT NULL::timestamp with time zone[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_jobs(array(
    select ('deliver_webhook', json_build_object('v', 1, 'delivery_id', d.id), null, d.run_at, 14,
      case when d.run_at is not null then d.id end, null, null)::graphile_worker.job_spec
    from unnest(ids, run_ats) with ordinality as d (id, run_at, place) order by d.place
  ));
end $$;

CREATE FUNCTION public.put_drain_jobs(ids text[], run_ats timestamp with time zone[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_jobs(array(
    select ('drain_webhook', json_build_object('v', 1, 'webhook_id', w.id), null, w.run_at, 14, 'drain:' || w.id, null, null)::graphile_worker.job_spec
    from unnest(ids, run_ats) with ordinality as w (id, run_at, place) order by w.place
  ));
end $$;

CREATE FUNCTION public.put_erasure_job(at timestamp with time zone DEFAULT now()) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('erase_accounts', json_build_object('v', 1), job_key => 'erase_accounts', run_at => at, max_attempts => 14);
end $$;

CREATE FUNCTION public.put_export_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('export_account', json_build_object('v', 1, 'export_id', new.id), job_key => 'export:' || new.id, max_attempts => 10);
  return null;
end $$;

CREATE FUNCTION public.put_mail_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('send_mails', json_build_object('v', 1), job_key => 'send_mails', max_attempts => 1);
  return null;
end $$;

CREATE FUNCTION public.put_media_job(task text, media text, purpose text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job(task, json_build_object('v', 1, 'media_id', media, 'purpose', purpose),
    job_key => task || ':' || media || coalesce(':' || purpose, ''), max_attempts => 10);
end $$;

CREATE FUNCTION public.put_opt_out_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('end_opted_out', json_build_object('v', 1, 'opt_out_id', new.id), max_attempts => 14);
  return null;
end $$;

CREATE FUNCTION public.put_refund_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('make_refund', json_build_object('v', 1, 'refund_id', new.id, 'tenant_id', new.tenant_id),
    job_key => 'refund:' || new.id, max_attempts => 25);
  return null;
end $$;

CREATE FUNCTION public.put_subscription_job() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform graphile_worker.add_job('follow_subscription', json_build_object('v', 1, 'tenant_id', new.tenant_id),
    job_key => 'subscription:' || new.tenant_id, max_attempts => 25);
  return null;
end $$;

CREATE FUNCTION public.remove_member(wanted text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  here constant text := public.current_tenant();
  gone text;
  person public.users;
begin
  perform from public.users u where u.role = 'admin' order by u.id for no key update;
  select m.user_id into gone from public.memberships m where m.id = wanted and m.tenant_id = here for no key update;
  if gone is null then return false; end if;
  select u.* into person from public.users u where u.id = gone for no key update;
  if person.tenant_id = here and person.role = 'admin'
    and not exists (select from public.users u where u.id <> gone and u.role = 'admin' and u.status = 'active') then
    raise exception 'the last administrator stays' using errcode = 'check_violation', constraint = 'users_last_administrator';
  end if;
  if person.tenant_id = here and not public.move_home(gone) then
    update public.registration_invitations set created_by = null where created_by = gone;
    delete from public.users u where u.id = gone;
    return true;
  end if;
  delete from public.memberships m where m.id = wanted;
  return true;
end $$;

CREATE FUNCTION public.replay_delivery(wanted text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  update webhook_deliveries
  set status = 'pending', attempts = 0, next_attempt_at = now(), finished_at = null
  where id = wanted and tenant_id = current_tenant() and status <> 'pending';
  if found then
    insert into webhook_backlog (delivery_id, webhook_id, session_id, seq)
    select d.id, d.webhook_id, coalesce(e.session_id, ''), e.seq
    from webhook_deliveries d join webhooks w on w.id = d.webhook_id and w.ordered join events e on e.id = d.event_id
    where d.id = wanted
    on conflict do nothing;
    perform put_delivery_jobs(array[wanted], array[now()]);
  end if;
end $$;

CREATE FUNCTION public.role_away(role text, home text, tenant text) RETURNS text
    LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN (home = tenant) THEN role ELSE 'owner'::text END;

CREATE FUNCTION public.room_for_files(session text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select case when s.media_bytes_max is not null then greatest(0, s.media_bytes_max - coalesce(m.bytes, 0)) end
  from session_leases l
  left join subscriptions s on s.tenant_id = l.tenant_id and s.status <> 'canceled'
  left join media_storage m on m.tenant_id = l.tenant_id
  where l.session_id = session and session = any (worker_sessions())
$$;

CREATE FUNCTION public.runs_all_sessions() RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select coalesce(bool_or(s.sessions_max < c.total and s.sessions_max <= c.running), false)
  from public.subscriptions s,
    lateral (select count(*) as total, count(*) filter (where x.desired = 'running') as running
      from public.sessions x where x.tenant_id = s.tenant_id) c
  where s.tenant_id = public.current_tenant() and s.status <> 'canceled' and s.sessions_max is not null
$$;

CREATE FUNCTION public.search_mark(tenant text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$ select right($1, 8) || ':' $_$;

CREATE FUNCTION public.sees_all_sessions() RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (NULLIF(current_setting('app.session_ids'::text, true), ''::text) IS NULL) THEN true ELSE NULL::boolean END;

CREATE FUNCTION public.sent_media(session text, message text, sent_as text) RETURNS TABLE(media_id public.id, tenant_id public.id, sha256 text, bytes bigint, mime_type text, file_name text, width integer, height integer, seconds real, page_count integer, thumbnail bytea, waveform bytea)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select f.id, f.tenant_id, coalesce(r.sha256, f.sha256), coalesce(r.bytes, f.bytes), coalesce(r.mime_type, f.mime_type), f.file_name,
    coalesce(r.width, f.width), coalesce(r.height, f.height), coalesce(r.seconds, f.seconds), f.page_count,
    coalesce(r.thumbnail, f.thumbnail), coalesce(r.waveform, f.waveform)
  from messages m
  join media f on f.id = m.content -> m.type ->> 'id' and f.tenant_id = m.tenant_id
  left join media_renditions r on r.media_id = f.id and r.purpose = sent_as and r.status = 'ready'
  where m.session_id = session and m.whatsapp_id = message and m.direction = 'outbound' and session = any (worker_sessions())
    and coalesce(r.sha256, f.sha256) is not null
$$;

CREATE FUNCTION public.set_media_expiry() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if new.expires_at is null then
    new.expires_at := coalesce(new.created_at, now()) + make_interval(days => coalesce((
      select s.media_days from subscriptions s where s.tenant_id = new.tenant_id and s.status <> 'canceled' limit 1), 30));
  end if;
  return new;
end $$;

CREATE FUNCTION public.start_chosen_replay(wanted text, since timestamp with time zone, until timestamp with time zone, chosen jsonb) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  replay_key constant text := 'replay:' || wanted;
begin
  -- The row makes two calls at a time wait for each other.
  perform from webhooks where id = wanted and tenant_id = current_tenant() and enabled for no key update;
  if not found or exists (select from graphile_worker.jobs j where j.key = replay_key and j.attempts < j.max_attempts) then
    return false;
  end if;
  -- The version before this one does not know of a choice: it puts the job aside.
  perform graphile_worker.add_job('replay_webhook',
    json_build_object('v', 2, 'webhook_id', wanted, 'since', since, 'until', until, 'asked_at', now(), 'chosen', chosen),
    job_key => replay_key, max_attempts => 14);
  return true;
end $$;

CREATE FUNCTION public.start_webhook_replay(wanted text, since timestamp with time zone, until timestamp with time zone) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  replay_key constant text := 'replay:' || wanted;
begin
  -- The row makes two calls at a time wait for each other.
  perform from webhooks where id = wanted and tenant_id = current_tenant() and enabled for no key update;
  if not found or exists (select from graphile_worker.jobs j where j.key = replay_key and j.attempts < j.max_attempts) then
    return false;
  end if;
  perform graphile_worker.add_job('replay_webhook',
    json_build_object('v', 1, 'webhook_id', wanted, 'since', since, 'until', until, 'asked_at', now()), job_key => replay_key, max_attempts => 14);
  return true;
end $$;

CREATE FUNCTION public.status_in(status text, home text, tenant text) RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if status <> 'active' or home = tenant or not exists (select from public.erasures e where e.erased_tenant_id = tenant) then
    return status;
  end if;
  return 'erasing';
end $$;

CREATE FUNCTION public.take_invitation(hash bytea, mail text) RETURNS text
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  update public.registration_invitations set used_at = now()
  where token_hash = hash and used_at is null and revoked_at is null and expires_at > now()
    and (email is null or email = lower(mail))
  returning plan_code
$$;

CREATE TABLE public.team_invitations (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    email text NOT NULL,
    role text NOT NULL,
    invited_by public.id NOT NULL,
    language text NOT NULL,
    round integer DEFAULT 1 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT team_invitations_email_check CHECK (((email = lower(email)) AND (length(email) <= 254))),
    CONSTRAINT team_invitations_language_check CHECK ((length(language) <= 10)),
    CONSTRAINT team_invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'developer'::text, 'agent'::text, 'billing'::text, 'viewer'::text])))
);

CREATE FUNCTION public.take_team_invitation(wanted text, wanted_round integer) RETURNS public.team_invitations
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
declare
  taken public.team_invitations;
begin
  delete from public.team_invitations i
  where i.id = wanted and i.tenant_id = public.current_tenant() and i.round = wanted_round and i.expires_at > now()
    and exists (select from public.users u where u.id = i.invited_by and u.status = 'active')
    and not exists (select from public.erasures e where e.erased_tenant_id = i.tenant_id)
  returning i.* into taken;
  return taken;
end $$;

CREATE FUNCTION public.team_users() RETURNS TABLE(id text, tenant_id text, email text, name text, role text, status text, email_verified_at timestamp with time zone, last_login_at timestamp with time zone, created_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select u.id, public.current_tenant(), u.email, u.name, public.role_away(u.role, u.tenant_id, m.tenant_id), u.status,
    u.email_verified_at, u.last_login_at, u.created_at
  from public.memberships m join public.users u on u.id = m.user_id where m.tenant_id = public.current_tenant()
$$;

CREATE FUNCTION public.tenants_of(wanted text) RETURNS TABLE(id text, name text, role text, is_home boolean, membership_id text)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select t.id, t.name, m.role, t.id = u.tenant_id, m.id
  from public.users u join public.memberships m on m.user_id = u.id join public.tenants t on t.id = m.tenant_id
  where u.id = wanted and u.tenant_id = public.current_tenant()
    and not exists (select from public.erasures e where e.erased_tenant_id = t.id)
  order by m.created_at, m.id
$$;

CREATE FUNCTION public.touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
  new.updated_at = clock_timestamp();
  return new;
end $$;

CREATE FUNCTION public.use_link_token() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  update link_tokens set used_at = clock_timestamp() where session_id = new.id and used_at is null;
  return null;
end $$;

CREATE FUNCTION public.wake_webhook(wanted text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  update webhooks set held_until = now() where id = wanted and tenant_id = current_tenant() and held_until is not null;
  perform put_drain_jobs(array[id::text], array[now()]) from webhooks where id = wanted and tenant_id = current_tenant();
end $$;

CREATE FUNCTION public.was_met(wanted_session text, wanted_chat text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
  select exists (select from messages m where m.session_id = wanted_session and m.chat_id = wanted_chat
      and (m.direction = 'inbound' or m.delivered_at is not null))
    or exists (select from sessions s where s.id = wanted_session and s.jid = wanted_chat)
$$;

CREATE FUNCTION public.webhook_wants(types text[], sessions text[], filter jsonb, type text, session text, data jsonb) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.words_query(tenant text, wanted text[]) RETURNS tsquery
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  select string_agg(quote_literal(search_mark(tenant) || rtrim(w, '*')) || case when w like '%*' then ':*' else '' end, ' & ')::tsquery
  from unnest(wanted) w
$$;

CREATE FUNCTION public.work_on_media() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform put_media_job('process_media', new.id);
  return null;
end $$;

CREATE FUNCTION public.work_on_rendition() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  perform put_media_job('convert_media', new.media_id, new.purpose);
  return null;
end $$;

CREATE FUNCTION public.worker_instance() RETURNS text
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  if session_user <> 'wa_worker' then return nullif(substr(session_user, 4), ''); end if;
  return (
    select i.id from instances i
    where i.token_hash = sha256(convert_to(coalesce(current_setting('app.worker_token', true), ''), 'utf8'))
  );
end $$;

CREATE FUNCTION public.worker_places() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return array(select l.session_id || l.tenant_id from session_leases l where l.instance_id = worker_instance());
end $$;

CREATE FUNCTION public.worker_sessions() RETURNS text[]
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
begin
  return array(select l.session_id::text from session_leases l where l.instance_id = worker_instance());
end $$;

CREATE TABLE public.account_exports (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    user_id public.id NOT NULL,
    language text NOT NULL,
    status text DEFAULT 'running'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    sha256 text,
    bytes bigint,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    expires_at timestamp with time zone,
    CONSTRAINT account_exports_file CHECK (((status = 'ready'::text) = (sha256 IS NOT NULL))),
    CONSTRAINT account_exports_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text]))),
    CONSTRAINT account_exports_status_check CHECK ((status = ANY (ARRAY['running'::text, 'ready'::text, 'failed'::text, 'expired'::text])))
);

CREATE TABLE public.api_key_requests (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    api_key_id public.id NOT NULL,
    at timestamp with time zone NOT NULL,
    method text NOT NULL,
    route text NOT NULL,
    status smallint NOT NULL,
    ms integer NOT NULL,
    request_id text NOT NULL,
    code text,
    ip inet,
    body text,
    CONSTRAINT api_key_requests_body_check CHECK ((length(body) <= 4096)),
    CONSTRAINT api_key_requests_code_check CHECK ((length(code) <= 100)),
    CONSTRAINT api_key_requests_method_check CHECK ((length(method) <= 10)),
    CONSTRAINT api_key_requests_request_id_check CHECK ((length(request_id) <= 200)),
    CONSTRAINT api_key_requests_route_check CHECK ((length(route) <= 300))
);

CREATE TABLE public.audit_log (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    actor_id text,
    action text NOT NULL,
    target_id text,
    ip inet,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.billing_details (
    tenant_id public.id NOT NULL,
    name text NOT NULL,
    address text DEFAULT ''::text NOT NULL,
    country text,
    tax_id text,
    email text,
    language text DEFAULT 'en'::text NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT billing_details_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT billing_details_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text])))
);

CREATE TABLE public.brandings (
    tenant_id public.id NOT NULL,
    name text,
    color text NOT NULL,
    logo bytea,
    logo_mime_type text,
    embed_origins text[] DEFAULT '{}'::text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT brandings_check CHECK (((logo IS NULL) = (logo_mime_type IS NULL))),
    CONSTRAINT brandings_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT brandings_embed_origins_check CHECK ((cardinality(embed_origins) <= 20)),
    CONSTRAINT brandings_logo_check CHECK ((octet_length(logo) <= 262144)),
    CONSTRAINT brandings_logo_mime_type_check CHECK ((logo_mime_type = ANY (ARRAY['image/png'::text, 'image/jpeg'::text]))),
    CONSTRAINT brandings_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 60)))
);

CREATE TABLE public.chat_settings (
    session_id public.id NOT NULL,
    chat_id text NOT NULL,
    tenant_id public.id NOT NULL,
    name text,
    archived boolean DEFAULT false NOT NULL,
    pinned_at timestamp with time zone,
    muted boolean DEFAULT false NOT NULL,
    muted_until timestamp with time zone,
    marked_unread boolean DEFAULT false NOT NULL,
    disappearing_seconds integer,
    cleared_upto public.id,
    cleared_at timestamp with time zone,
    hidden boolean DEFAULT false NOT NULL,
    disappearing_set_at timestamp with time zone,
    CONSTRAINT chat_settings_disappearing_seconds_check CHECK ((disappearing_seconds >= 0))
);

CREATE TABLE public.chats (
    session_id public.id NOT NULL,
    chat_id text NOT NULL,
    tenant_id public.id NOT NULL,
    last_message_id public.id NOT NULL,
    unread_count integer DEFAULT 0 NOT NULL,
    name text,
    CONSTRAINT chats_unread_count_check CHECK ((unread_count >= 0))
);

CREATE TABLE public.checkouts (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    provider text NOT NULL,
    status text DEFAULT 'preparing'::text NOT NULL,
    price_id text,
    invoice_id public.id,
    currency text NOT NULL,
    amount_minor bigint,
    url text,
    instructions text,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    provider_reference text,
    asked_at timestamp with time zone,
    asks integer DEFAULT 0 NOT NULL,
    CONSTRAINT checkouts_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT checkouts_asks_check CHECK ((asks >= 0)),
    CONSTRAINT checkouts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT checkouts_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT checkouts_instructions_check CHECK ((length(instructions) <= 4000)),
    CONSTRAINT checkouts_of CHECK ((num_nulls(price_id, invoice_id) < 2)),
    CONSTRAINT checkouts_provider_check CHECK ((provider = ANY (ARRAY['manual'::text, 'stripe'::text, 'paymob'::text]))),
    CONSTRAINT checkouts_provider_reference_check CHECK ((length(provider_reference) <= 255)),
    CONSTRAINT checkouts_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'open'::text, 'paid'::text, 'failed'::text]))),
    CONSTRAINT checkouts_url_check CHECK ((length(url) <= 4000))
);

CREATE TABLE public.client_version_looks (
    only_row boolean DEFAULT true NOT NULL,
    looked_at timestamp with time zone,
    next_look_at timestamp with time zone DEFAULT now() NOT NULL,
    failure text,
    CONSTRAINT client_version_looks_only_row_check CHECK (only_row)
);

CREATE TABLE public.client_versions (
    build bigint NOT NULL,
    source text NOT NULL,
    found_at timestamp with time zone DEFAULT now() NOT NULL,
    accepted_at timestamp with time zone,
    refused_at timestamp with time zone,
    refused_logins integer DEFAULT 0 NOT NULL,
    CONSTRAINT client_versions_build_check CHECK (((build >= 1000000000) AND (build <= '9999999999'::bigint))),
    CONSTRAINT client_versions_source_check CHECK ((source = ANY (ARRAY['library'::text, 'website'::text, 'setting'::text])))
);

CREATE TABLE public.contacts (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    jid text,
    lid text,
    user_name text,
    push_name text,
    saved_name text,
    business_name text,
    joined_into public.id,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    search text GENERATED ALWAYS AS (public.fold_text(((((((((COALESCE(saved_name, ''::text) || ' '::text) || COALESCE(push_name, ''::text)) || ' '::text) || COALESCE(business_name, ''::text)) || ' '::text) || COALESCE(user_name, ''::text)) || ' '::text) || COALESCE(split_part(jid, '@'::text, 1), ''::text)))) STORED NOT NULL,
    status_muted boolean DEFAULT false NOT NULL,
    CONSTRAINT contacts_check CHECK ((num_nonnulls(jid, lid, joined_into) > 0))
);

CREATE TABLE public.customer_prices (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    plan_id public.id NOT NULL,
    item text NOT NULL,
    currency text NOT NULL,
    "interval" text NOT NULL,
    amount_minor bigint NOT NULL,
    units integer DEFAULT 1 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT customer_prices_amount_minor_check CHECK (((amount_minor >= 0) AND (amount_minor <= 2000000000))),
    CONSTRAINT customer_prices_check CHECK (((item <> 'plan'::text) OR (units = 1))),
    CONSTRAINT customer_prices_check1 CHECK (((item <> ALL (ARRAY['messages'::text, 'media_gb'::text])) OR ("interval" = 'month'::text))),
    CONSTRAINT customer_prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT customer_prices_interval_check CHECK (("interval" = ANY (ARRAY['month'::text, 'year'::text]))),
    CONSTRAINT customer_prices_item_check CHECK ((item = ANY (ARRAY['plan'::text, 'messages'::text, 'media_gb'::text, 'sessions'::text]))),
    CONSTRAINT customer_prices_units_check CHECK (((units >= 1) AND (units <= 1000000)))
);

CREATE TABLE public.default_opt_out_words (
    folded text NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    word text NOT NULL,
    CONSTRAINT default_opt_out_words_kind_check CHECK ((kind = ANY (ARRAY['stop'::text, 'start'::text])))
);

CREATE TABLE public.early_receipts (
    session_id public.id NOT NULL,
    whatsapp_id text NOT NULL,
    person_id text NOT NULL,
    tenant_id public.id NOT NULL,
    group_id text,
    delivered_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    played_at timestamp with time zone,
    kept_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.ended_queues (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    upto_seq bigint NOT NULL,
    error jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.erasures (
    id public.id NOT NULL,
    erased_tenant_id public.id NOT NULL,
    asked_by text NOT NULL,
    administrator_id public.id,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    log_out_until timestamp with time zone NOT NULL,
    complete_by timestamp with time zone NOT NULL,
    linked integer,
    not_logged_out integer,
    counts jsonb DEFAULT '{}'::jsonb NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT erasures_asked_by_check CHECK ((asked_by = ANY (ARRAY['user'::text, 'administrator'::text, 'subscription'::text]))),
    CONSTRAINT erasures_check CHECK (((asked_by = 'administrator'::text) OR (administrator_id IS NULL)))
);

CREATE TABLE public.events (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id,
    type text NOT NULL,
    data jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    seq bigint NOT NULL,
    xid xid8 DEFAULT pg_current_xact_id() NOT NULL
);

ALTER TABLE public.events ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.events_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.idempotency_keys (
    tenant_id public.id NOT NULL,
    key text NOT NULL,
    fingerprint bytea NOT NULL,
    response bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_keys_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);

CREATE TABLE public.incoming_webhooks (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    name text NOT NULL,
    recipient text NOT NULL,
    template_id public.id,
    language text,
    per_minute integer NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    secret_hash bytea NOT NULL,
    last_used_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT incoming_webhooks_language_check CHECK ((length(language) <= 35)),
    CONSTRAINT incoming_webhooks_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT incoming_webhooks_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 600))),
    CONSTRAINT incoming_webhooks_recipient_check CHECK (((length(recipient) >= 1) AND (length(recipient) <= 200)))
);

CREATE TABLE public.installation_settings (
    only_row boolean DEFAULT true NOT NULL,
    registration text,
    changed_at timestamp with time zone,
    seller jsonb,
    subscription_life jsonb,
    admin_second_factor text DEFAULT 'optional'::text NOT NULL,
    CONSTRAINT installation_settings_admin_second_factor_check CHECK ((admin_second_factor = ANY (ARRAY['optional'::text, 'required'::text]))),
    CONSTRAINT installation_settings_only_row_check CHECK (only_row),
    CONSTRAINT installation_settings_registration_check CHECK ((registration = ANY (ARRAY['open'::text, 'invitation'::text, 'closed'::text])))
);

CREATE TABLE public.instance_logs (
    instance_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    lines text NOT NULL,
    noted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT instance_logs_lines_check CHECK ((octet_length(lines) <= 262144))
);

CREATE TABLE public.invoice_counters (
    issuer text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    CONSTRAINT invoice_counters_last_check CHECK ((last > 0))
);

CREATE TABLE public.invoices (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    kind text DEFAULT 'invoice'::text NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    credited_invoice_id public.id,
    issuer text,
    year integer,
    number integer,
    currency text NOT NULL,
    lines jsonb NOT NULL,
    net_minor bigint NOT NULL,
    tax_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    tax_name text DEFAULT ''::text NOT NULL,
    tax_rate_ppm integer NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    due_days integer DEFAULT 14 NOT NULL,
    seller jsonb,
    buyer jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    issued_at timestamp with time zone,
    due_at timestamp with time zone,
    voided_at timestamp with time zone,
    grants jsonb,
    CONSTRAINT invoices_credit CHECK (((kind = 'credit_note'::text) = (credited_invoice_id IS NOT NULL))),
    CONSTRAINT invoices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT invoices_due_days_check CHECK (((due_days >= 0) AND (due_days <= 365))),
    CONSTRAINT invoices_issued CHECK (((status = 'draft'::text) OR ((status = 'voided'::text) AND (number IS NULL)) OR (num_nulls(issuer, year, number, seller, buyer, issued_at) = 0))),
    CONSTRAINT invoices_kind_check CHECK ((kind = ANY (ARRAY['invoice'::text, 'credit_note'::text]))),
    CONSTRAINT invoices_net_minor_check CHECK ((net_minor >= 0)),
    CONSTRAINT invoices_number_check CHECK ((number > 0)),
    CONSTRAINT invoices_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'finalized'::text, 'voided'::text]))),
    CONSTRAINT invoices_sum CHECK ((total_minor = (net_minor + tax_minor))),
    CONSTRAINT invoices_tax_minor_check CHECK ((tax_minor >= 0)),
    CONSTRAINT invoices_tax_rate_ppm_check CHECK (((tax_rate_ppm >= 0) AND (tax_rate_ppm <= 1000000)))
);

CREATE TABLE public.issued_documents (
    issuer text NOT NULL,
    year integer NOT NULL,
    number integer NOT NULL,
    document jsonb NOT NULL,
    issued_at timestamp with time zone NOT NULL
);

CREATE TABLE public.label_marks (
    session_id public.id NOT NULL,
    label_id text NOT NULL,
    chat_id text NOT NULL,
    whatsapp_id text DEFAULT ''::text NOT NULL,
    direction text DEFAULT ''::text NOT NULL,
    tenant_id public.id NOT NULL,
    CONSTRAINT label_marks_chat_id_check CHECK (((length(chat_id) >= 1) AND (length(chat_id) <= 200))),
    CONSTRAINT label_marks_check CHECK (((whatsapp_id = ''::text) = (direction = ''::text))),
    CONSTRAINT label_marks_direction_check CHECK ((direction = ANY (ARRAY[''::text, 'inbound'::text, 'outbound'::text]))),
    CONSTRAINT label_marks_label_id_check CHECK (((length(label_id) >= 1) AND (length(label_id) <= 20))),
    CONSTRAINT label_marks_whatsapp_id_check CHECK ((length(whatsapp_id) <= 200))
);

CREATE TABLE public.labels (
    session_id public.id NOT NULL,
    label_id text NOT NULL,
    tenant_id public.id NOT NULL,
    name text NOT NULL,
    color integer,
    predefined_id integer,
    deleted boolean DEFAULT false NOT NULL,
    CONSTRAINT labels_color_check CHECK (((color >= 0) AND (color <= 1000))),
    CONSTRAINT labels_label_id_check CHECK (((length(label_id) >= 1) AND (length(label_id) <= 20))),
    CONSTRAINT labels_name_check CHECK ((length(name) <= 100))
);

CREATE TABLE public.lids (
    session_id public.id NOT NULL,
    lid text NOT NULL,
    jid text NOT NULL,
    tenant_id public.id NOT NULL,
    learned_at timestamp with time zone DEFAULT now() NOT NULL
);

COMMENT ON TABLE public.lids IS 'other addresses of a chat, as a session has learned them: a LID, or another way to write the number';

CREATE TABLE public.link_tokens (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    user_id public.id NOT NULL,
    api_key_id public.id,
    token_hash bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.mail_links (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    user_id public.id NOT NULL,
    purpose text NOT NULL,
    email text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT mail_links_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT mail_links_purpose_check CHECK ((purpose = ANY (ARRAY['verify_email'::text, 'reset_password'::text])))
);

CREATE TABLE public.mails (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    kind text NOT NULL,
    language text NOT NULL,
    recipient text NOT NULL,
    link_id public.id,
    data jsonb DEFAULT '{}'::jsonb NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT mails_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT mails_kind_check CHECK ((kind = ANY (ARRAY['verify_email'::text, 'reset_password'::text, 'quota_warning'::text, 'quota_exceeded'::text, 'export_ready'::text, 'payment_due'::text, 'subscription_limited'::text, 'subscription_suspended'::text, 'export_offered'::text, 'subscription_active'::text, 'webhook_disabled'::text, 'renewal_due'::text, 'team_invitation'::text, 'passkey_registered'::text]))),
    CONSTRAINT mails_language_check CHECK ((language = ANY (ARRAY['en'::text, 'ar'::text]))),
    CONSTRAINT mails_recipient_check CHECK ((length(recipient) <= 254)),
    CONSTRAINT mails_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'unconfirmed'::text, 'expired'::text])))
);

CREATE TABLE public.media (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id,
    message_id public.id,
    source text NOT NULL,
    status text NOT NULL,
    reason text,
    sha256 text,
    bytes bigint,
    mime_type text,
    file_name text,
    width integer,
    height integer,
    seconds real,
    page_count integer,
    thumbnail bytea,
    waveform bytea,
    origin bytea,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT media_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT media_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT media_file_name_check CHECK ((length(file_name) <= 255)),
    CONSTRAINT media_has_file CHECK (((status <> 'ready'::text) OR ((sha256 IS NOT NULL) AND (bytes IS NOT NULL) AND (mime_type IS NOT NULL)))),
    CONSTRAINT media_has_reason CHECK (((status = 'unavailable'::text) = (reason IS NOT NULL))),
    CONSTRAINT media_height_check CHECK ((height > 0)),
    CONSTRAINT media_mime_type_check CHECK ((length(mime_type) <= 255)),
    CONSTRAINT media_origin_check CHECK ((octet_length(origin) <= 16384)),
    CONSTRAINT media_page_count_check CHECK ((page_count > 0)),
    CONSTRAINT media_reason_check CHECK ((length(reason) <= 100)),
    CONSTRAINT media_received CHECK (((source = 'received'::text) = ((session_id IS NOT NULL) AND (message_id IS NOT NULL)))),
    CONSTRAINT media_seconds_check CHECK ((seconds >= (0)::double precision)),
    CONSTRAINT media_source_check CHECK ((source = ANY (ARRAY['upload'::text, 'url'::text, 'inline'::text, 'received'::text]))),
    CONSTRAINT media_status_check CHECK ((status = ANY (ARRAY['processing'::text, 'fetching'::text, 'ready'::text, 'unavailable'::text]))),
    CONSTRAINT media_thumbnail_check CHECK ((octet_length(thumbnail) <= 65536)),
    CONSTRAINT media_waveform_check CHECK ((octet_length(waveform) <= 1024)),
    CONSTRAINT media_width_check CHECK ((width > 0))
);

CREATE TABLE public.media_files (
    tenant_id public.id NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    stored_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT media_files_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT media_files_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.media_renditions (
    media_id public.id NOT NULL,
    purpose text NOT NULL,
    tenant_id public.id NOT NULL,
    status text NOT NULL,
    reason text,
    sha256 text,
    bytes bigint,
    mime_type text,
    width integer,
    height integer,
    seconds real,
    thumbnail bytea,
    waveform bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT media_rendition_has_file CHECK (((status <> 'ready'::text) OR ((sha256 IS NOT NULL) AND (bytes IS NOT NULL) AND (mime_type IS NOT NULL)))),
    CONSTRAINT media_rendition_has_reason CHECK (((status = 'unavailable'::text) = (reason IS NOT NULL))),
    CONSTRAINT media_renditions_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT media_renditions_height_check CHECK ((height > 0)),
    CONSTRAINT media_renditions_mime_type_check CHECK ((length(mime_type) <= 255)),
    CONSTRAINT media_renditions_purpose_check CHECK ((purpose = ANY (ARRAY['image'::text, 'video'::text, 'video_note'::text, 'gif'::text, 'audio'::text, 'voice'::text, 'document'::text, 'sticker'::text, 'picture'::text]))),
    CONSTRAINT media_renditions_reason_check CHECK ((length(reason) <= 100)),
    CONSTRAINT media_renditions_seconds_check CHECK ((seconds >= (0)::double precision)),
    CONSTRAINT media_renditions_status_check CHECK ((status = ANY (ARRAY['processing'::text, 'ready'::text, 'unavailable'::text]))),
    CONSTRAINT media_renditions_thumbnail_check CHECK ((octet_length(thumbnail) <= 65536)),
    CONSTRAINT media_renditions_waveform_check CHECK ((octet_length(waveform) <= 1024)),
    CONSTRAINT media_renditions_width_check CHECK ((width > 0))
);

CREATE TABLE public.media_storage (
    tenant_id public.id NOT NULL,
    bytes bigint NOT NULL,
    files bigint NOT NULL,
    CONSTRAINT media_storage_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT media_storage_files_check CHECK ((files >= 0))
);

CREATE TABLE public.media_uploads (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    sha256 text NOT NULL,
    purpose text NOT NULL,
    sealed bytea NOT NULL,
    uploaded_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT media_uploads_purpose_check CHECK ((length(purpose) <= 20)),
    CONSTRAINT media_uploads_sealed_check CHECK ((octet_length(sealed) <= 16384)),
    CONSTRAINT media_uploads_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

CREATE TABLE public.memberships (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    user_id public.id NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT memberships_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'developer'::text, 'agent'::text, 'billing'::text, 'viewer'::text])))
);

CREATE TABLE public.message_answers (
    message_id public.id NOT NULL,
    answerer_id text NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    answer jsonb NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    CONSTRAINT message_answers_answer_check CHECK ((length((answer)::text) <= 16384))
);

CREATE TABLE public.message_reactions (
    message_id public.id NOT NULL,
    reactor_id text NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    emoji text NOT NULL,
    reacted_at timestamp with time zone NOT NULL,
    CONSTRAINT message_reactions_emoji_check CHECK ((length(emoji) <= 64))
);

CREATE TABLE public.message_receipts (
    message_id public.id NOT NULL,
    person_id text NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    delivered_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    played_at timestamp with time zone
);

CREATE TABLE public.message_stats (
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    quarter timestamp with time zone NOT NULL,
    direction text NOT NULL,
    type text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    messages integer NOT NULL,
    sent integer NOT NULL,
    delivered integer NOT NULL,
    read integer NOT NULL,
    failed integer NOT NULL,
    canceled integer NOT NULL
);

CREATE TABLE public.message_stats_state (
    only_row boolean DEFAULT true NOT NULL,
    counted_until timestamp with time zone NOT NULL,
    CONSTRAINT message_stats_state_only_row_check CHECK (only_row)
);

CREATE TABLE public.message_words (
    message_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    words tsvector NOT NULL
);

CREATE TABLE public.message_words_due (
    message_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    and_older boolean DEFAULT false NOT NULL
);

CREATE TABLE public.messages (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    direction text NOT NULL,
    status text NOT NULL,
    whatsapp_id text NOT NULL,
    chat_id text NOT NULL,
    sender_id text,
    push_name text,
    type text NOT NULL,
    content jsonb NOT NULL,
    error jsonb,
    whatsapp_at timestamp with time zone,
    queued_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    delivered_at timestamp with time zone,
    read_at timestamp with time zone,
    failed_at timestamp with time zone,
    priority text,
    send_at timestamp with time zone,
    expires_at timestamp with time zone,
    recipient text,
    secret bytea,
    edited_at timestamp with time zone,
    deleted_at timestamp with time zone,
    recipients_count integer,
    delivered_count integer,
    read_count integer,
    played_count integer,
    played_at timestamp with time zone,
    pinned_until timestamp with time zone,
    starred_at timestamp with time zone,
    deleted_for_me boolean DEFAULT false NOT NULL,
    disappears_at timestamp with time zone,
    kept_at timestamp with time zone,
    keep_refused boolean DEFAULT false NOT NULL,
    canceled_at timestamp with time zone,
    traceparent text,
    quota_return text,
    quota_month date,
    CONSTRAINT messages_direction_check CHECK ((direction = ANY (ARRAY['inbound'::text, 'outbound'::text]))),
    CONSTRAINT messages_priority_check CHECK ((priority = ANY (ARRAY['high'::text, 'normal'::text, 'bulk'::text]))),
    CONSTRAINT messages_quota_return_check CHECK ((quota_return = ANY (ARRAY['due'::text, 'done'::text]))),
    CONSTRAINT messages_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'sent'::text, 'delivered'::text, 'read'::text, 'failed'::text, 'canceled'::text, 'received'::text, 'undecryptable'::text])))
)
WITH (fillfactor='85');

CREATE TABLE public.migrations (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);

CREATE SEQUENCE public.migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.migrations_id_seq OWNED BY public.migrations.id;

CREATE TABLE public.operation_notes (
    only_row boolean DEFAULT true NOT NULL,
    recovery_kit text,
    backup_at timestamp with time zone,
    backup_failed_at timestamp with time zone,
    backup_copied_at timestamp with time zone,
    noted_at timestamp with time zone,
    CONSTRAINT operation_notes_only_row_check CHECK (only_row),
    CONSTRAINT operation_notes_recovery_kit_check CHECK ((recovery_kit = ANY (ARRAY['missing'::text, 'confirmed'::text])))
);

CREATE TABLE public.opt_out_settings (
    tenant_id public.id NOT NULL,
    stop_words text[] NOT NULL,
    start_words text[] NOT NULL,
    stop_folded text[] NOT NULL,
    start_folded text[] NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT opt_out_settings_start_words_check CHECK ((cardinality(start_words) <= 500)),
    CONSTRAINT opt_out_settings_stop_words_check CHECK ((cardinality(stop_words) <= 500))
);

CREATE TABLE public.outbound (
    seq bigint NOT NULL,
    message_id public.id NOT NULL,
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    chat_id text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    claimed_epoch bigint DEFAULT 0 NOT NULL,
    priority smallint DEFAULT 1 NOT NULL,
    expires_at timestamp with time zone,
    turn bigint,
    began_epoch bigint DEFAULT 0 NOT NULL,
    lost_connections integer DEFAULT 0 NOT NULL,
    media_id public.id,
    media_purpose text,
    waits_for_media boolean DEFAULT false NOT NULL,
    CONSTRAINT outbound_media_whole CHECK (((num_nonnulls(media_id, media_purpose) = ANY (ARRAY[0, 2])) AND ((media_id IS NOT NULL) OR (NOT waits_for_media)))),
    CONSTRAINT outbound_priority_check CHECK ((priority = ANY (ARRAY[0, 1, 2])))
)
WITH (fillfactor='70');

ALTER TABLE public.outbound ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbound_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.paces (
    session_id public.id NOT NULL,
    chat_id text NOT NULL,
    tenant_id public.id NOT NULL,
    last_at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');

CREATE TABLE public.paid_periods (
    invoice_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    plan_id public.id NOT NULL,
    price_id text NOT NULL,
    currency text NOT NULL,
    "interval" text NOT NULL,
    amount_minor bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    cut_by public.id,
    cut_from timestamp with time zone,
    CONSTRAINT paid_periods_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT paid_periods_check CHECK ((ends_at >= starts_at)),
    CONSTRAINT paid_periods_interval_check CHECK (("interval" = ANY (ARRAY['month'::text, 'year'::text])))
);

CREATE TABLE public.passkeys (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    user_id public.id NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    counter bigint NOT NULL,
    transports text[] DEFAULT '{}'::text[] NOT NULL,
    backed_up boolean NOT NULL,
    name text NOT NULL,
    challenged_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT passkeys_counter_check CHECK ((counter >= 0)),
    CONSTRAINT passkeys_credential_id_check CHECK (((octet_length(credential_id) >= 1) AND (octet_length(credential_id) <= 1023))),
    CONSTRAINT passkeys_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT passkeys_public_key_check CHECK ((octet_length(public_key) <= 4096)),
    CONSTRAINT passkeys_transports_check CHECK ((cardinality(transports) <= 10))
);

CREATE TABLE public.payment_notices (
    id public.id NOT NULL,
    provider text NOT NULL,
    event_id text NOT NULL,
    reference text,
    raw bytea NOT NULL,
    status text DEFAULT 'stored'::text NOT NULL,
    outcome text,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT payment_notices_event_id_check CHECK ((length(event_id) <= 255)),
    CONSTRAINT payment_notices_outcome_check CHECK ((length(outcome) <= 500)),
    CONSTRAINT payment_notices_reference_check CHECK ((length(reference) <= 255)),
    CONSTRAINT payment_notices_status_check CHECK ((status = ANY (ARRAY['stored'::text, 'done'::text, 'ignored'::text])))
);

CREATE TABLE public.payments (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    invoice_id public.id NOT NULL,
    provider text NOT NULL,
    reference text NOT NULL,
    status text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    paid_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    refunded_minor bigint DEFAULT 0 NOT NULL,
    wallet_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT payments_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT payments_check CHECK (((refunded_minor >= 0) AND (refunded_minor <= amount_minor))),
    CONSTRAINT payments_check1 CHECK (((wallet_minor >= 0) AND (wallet_minor <= amount_minor))),
    CONSTRAINT payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payments_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text, 'refunded'::text])))
);

CREATE TABLE public.plan_prices (
    id public.id NOT NULL,
    plan_id public.id NOT NULL,
    item text NOT NULL,
    currency text NOT NULL,
    "interval" text NOT NULL,
    amount_minor bigint NOT NULL,
    units integer DEFAULT 1 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT plan_prices_amount_minor_check CHECK (((amount_minor >= 0) AND (amount_minor <= 2000000000))),
    CONSTRAINT plan_prices_check CHECK (((item <> 'plan'::text) OR (units = 1))),
    CONSTRAINT plan_prices_check1 CHECK (((item <> ALL (ARRAY['messages'::text, 'media_gb'::text])) OR ("interval" = 'month'::text))),
    CONSTRAINT plan_prices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT plan_prices_interval_check CHECK (("interval" = ANY (ARRAY['month'::text, 'year'::text]))),
    CONSTRAINT plan_prices_item_check CHECK ((item = ANY (ARRAY['plan'::text, 'messages'::text, 'media_gb'::text, 'sessions'::text]))),
    CONSTRAINT plan_prices_units_check CHECK (((units >= 1) AND (units <= 1000000)))
);

CREATE TABLE public.quota_notices (
    tenant_id public.id NOT NULL,
    metric text NOT NULL,
    period_start date NOT NULL,
    percent smallint NOT NULL,
    told_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT quota_notices_metric_check CHECK ((metric = ANY (ARRAY['messages'::text, 'media_bytes'::text, 'sessions'::text, 'webhooks'::text, 'api_keys'::text]))),
    CONSTRAINT quota_notices_percent_check CHECK ((percent = ANY (ARRAY[80, 100])))
);

CREATE TABLE public.raw_messages (
    message_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    sealed bytea NOT NULL,
    tried text NOT NULL,
    CONSTRAINT raw_messages_sealed_check CHECK ((octet_length(sealed) <= 40000))
);

CREATE TABLE public.refresh_tokens (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    user_id public.id NOT NULL,
    family_id public.id NOT NULL,
    token_hash bytea NOT NULL,
    user_agent text,
    ip inet,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    acts_in public.id
);

CREATE TABLE public.refunds (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    payment_id public.id NOT NULL,
    status text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    refunded_before_minor bigint NOT NULL,
    reason text NOT NULL,
    error text,
    asked_at timestamp with time zone,
    accepted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT refunds_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT refunds_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT refunds_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT refunds_finished CHECK (((status = 'pending'::text) = (finished_at IS NULL))),
    CONSTRAINT refunds_reason_check CHECK ((length(reason) <= 300)),
    CONSTRAINT refunds_refunded_before_minor_check CHECK ((refunded_before_minor >= 0)),
    CONSTRAINT refunds_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
);

CREATE TABLE public.refused_facts (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    type text NOT NULL,
    reason text NOT NULL,
    fact text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.registration_invitations (
    id public.id NOT NULL,
    token_hash bytea NOT NULL,
    email text,
    plan_code text NOT NULL,
    created_by public.id,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT registration_invitations_email_check CHECK ((length(email) <= 254))
);

CREATE TABLE public.scale_bounds (
    only_row boolean DEFAULT true NOT NULL,
    workers_min integer,
    workers_max integer,
    changed_at timestamp with time zone,
    CONSTRAINT scale_bounds_check CHECK ((workers_min <= workers_max)),
    CONSTRAINT scale_bounds_only_row_check CHECK (only_row),
    CONSTRAINT scale_bounds_workers_max_check CHECK (((workers_max >= 1) AND (workers_max <= 1000))),
    CONSTRAINT scale_bounds_workers_min_check CHECK (((workers_min >= 0) AND (workers_min <= 1000)))
);

CREATE TABLE public.scale_decisions (
    seq bigint NOT NULL,
    decided_at timestamp with time zone DEFAULT now() NOT NULL,
    decision text NOT NULL,
    pool text NOT NULL,
    instance_id public.id,
    sessions integer NOT NULL,
    reason text NOT NULL,
    CONSTRAINT scale_decisions_decision_check CHECK ((decision = ANY (ARRAY['start'::text, 'drain'::text, 'end'::text])))
);

ALTER TABLE public.scale_decisions ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.scale_decisions_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.service_heartbeats (
    role text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone DEFAULT now() NOT NULL,
    details jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT service_heartbeats_role_check CHECK ((role = ANY (ARRAY['orchestrator'::text, 'delivery'::text])))
)
WITH (fillfactor='50');

CREATE TABLE public.session_credentials (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    sealed bytea NOT NULL,
    epoch bigint NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.session_credentials ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE public.session_keys (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    sealed_key bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.session_leases (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    instance_id public.id,
    epoch bigint DEFAULT 1 NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    renewed_at timestamp with time zone
)
WITH (fillfactor='50');

CREATE TABLE public.session_proxies (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    handed_in bytea,
    sealed bytea,
    CONSTRAINT session_proxies_once CHECK ((num_nonnulls(handed_in, sealed) = 1))
);

CREATE TABLE public.session_spans (
    tenant_id public.id NOT NULL,
    session_id public.id NOT NULL,
    state text NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    reason text,
    last_reason text,
    CONSTRAINT session_spans_check CHECK ((ended_at > began_at)),
    CONSTRAINT session_spans_state_check CHECK ((state = ANY (ARRAY['up'::text, 'down'::text])))
);

CREATE TABLE public.session_suspects (
    session_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    deaths integer NOT NULL,
    alone integer DEFAULT 0 NOT NULL,
    died_at timestamp with time zone DEFAULT now() NOT NULL,
    words text NOT NULL,
    part text,
    holds integer DEFAULT 0 NOT NULL,
    held_until timestamp with time zone,
    CONSTRAINT session_suspects_check CHECK (((alone >= 0) AND (alone <= deaths))),
    CONSTRAINT session_suspects_deaths_check CHECK ((deaths > 0)),
    CONSTRAINT session_suspects_holds_check CHECK ((holds >= 0))
);

CREATE TABLE public.sessions (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_name text NOT NULL,
    status text DEFAULT 'created'::text NOT NULL,
    status_reason text,
    desired text DEFAULT 'stopped'::text NOT NULL,
    instance_id public.id,
    phone_number text,
    jid text,
    lid text,
    push_name text,
    platform text,
    qr text,
    qr_expires_at timestamp with time zone,
    pairing_phone_number text,
    linked_at timestamp with time zone,
    connected_at timestamp with time zone,
    last_seen_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    messages_per_minute integer,
    pause_between_messages_ms integer,
    status_since timestamp with time zone DEFAULT now() NOT NULL,
    next_attempt_at timestamp with time zone,
    pairing_expires_at timestamp with time zone,
    logout_requested_at timestamp with time zone,
    wanted_at timestamp with time zone,
    passkey_options jsonb,
    passkey_expires_at timestamp with time zone,
    passkey_code text,
    passkey_confirm boolean,
    passkey_code_expires_at timestamp with time zone,
    restricted_until timestamp with time zone,
    restriction text,
    new_chats_status text,
    new_chats_used integer,
    new_chats_total integer,
    new_chats_renew_at timestamp with time zone,
    limits_read_at timestamp with time zone,
    first_messages_wait boolean DEFAULT false NOT NULL,
    last_heard text,
    last_heard_at timestamp with time zone,
    unhealthy_since timestamp with time zone,
    proxy jsonb,
    reject_calls boolean DEFAULT false NOT NULL,
    stopped_unpaid boolean DEFAULT false NOT NULL,
    reject_calls_text text,
    keep_statuses boolean DEFAULT false NOT NULL,
    CONSTRAINT sessions_desired_check CHECK ((desired = ANY (ARRAY['running'::text, 'stopped'::text]))),
    CONSTRAINT sessions_last_heard_check CHECK ((last_heard = ANY (ARRAY['message'::text, 'receipt'::text, 'notification'::text]))),
    CONSTRAINT sessions_messages_per_minute_check CHECK (((messages_per_minute >= 1) AND (messages_per_minute <= 6000))),
    CONSTRAINT sessions_new_chats_status_check CHECK ((new_chats_status = ANY (ARRAY['none'::text, 'first_warning'::text, 'second_warning'::text, 'capped'::text]))),
    CONSTRAINT sessions_passkey_only_while_required CHECK (((status = 'passkey_required'::text) OR (num_nonnulls(passkey_options, passkey_expires_at, passkey_code, passkey_confirm, passkey_code_expires_at) = 0))),
    CONSTRAINT sessions_pause_between_messages_ms_check CHECK (((pause_between_messages_ms >= 0) AND (pause_between_messages_ms <= 3600000))),
    CONSTRAINT sessions_reject_calls_text_check CHECK (((length(reject_calls_text) >= 1) AND (length(reject_calls_text) <= 4096))),
    CONSTRAINT sessions_status_check CHECK ((status = ANY (ARRAY['created'::text, 'starting'::text, 'qr'::text, 'passkey_required'::text, 'connected'::text, 'reconnecting'::text, 'stopped'::text, 'logged_out'::text, 'failed'::text])))
);

CREATE TABLE public.signal_keys (
    session_id public.id NOT NULL,
    kind text NOT NULL,
    key_id text NOT NULL,
    tenant_id public.id NOT NULL,
    sealed bytea NOT NULL
)
WITH (fillfactor='80');
ALTER TABLE ONLY public.signal_keys ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE public.subscription_plans (
    id public.id NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    price_cents integer NOT NULL,
    currency text DEFAULT 'USD'::text NOT NULL,
    sessions_max integer,
    messages_per_month_max integer,
    webhooks_max integer,
    api_keys_max integer,
    instance_mode text NOT NULL,
    cpu_millis integer DEFAULT 500 NOT NULL,
    memory_mb integer DEFAULT 256 NOT NULL,
    is_public boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    workers_max integer,
    requests_per_minute_max integer,
    media_bytes_max bigint DEFAULT '10737418240'::bigint,
    media_days integer DEFAULT 30 NOT NULL,
    worker_pids_max integer DEFAULT 128 NOT NULL,
    worker_log_mb integer DEFAULT 20 NOT NULL,
    messages_per_minute_max integer,
    message_days integer,
    members_max integer,
    CONSTRAINT subscription_plans_api_keys_max_check CHECK ((api_keys_max >= 0)),
    CONSTRAINT subscription_plans_cpu_millis_check CHECK ((cpu_millis > 0)),
    CONSTRAINT subscription_plans_instance_mode_check CHECK ((instance_mode = ANY (ARRAY['dedicated'::text, 'tenant'::text, 'shared'::text]))),
    CONSTRAINT subscription_plans_media_bytes_max_check CHECK ((media_bytes_max >= 0)),
    CONSTRAINT subscription_plans_media_days_check CHECK (((media_days >= 1) AND (media_days <= 3650))),
    CONSTRAINT subscription_plans_members_max_check CHECK ((members_max > 0)),
    CONSTRAINT subscription_plans_memory_mb_check CHECK ((memory_mb > 0)),
    CONSTRAINT subscription_plans_message_days_check CHECK (((message_days >= 1) AND (message_days <= 3650))),
    CONSTRAINT subscription_plans_messages_per_minute_max_check CHECK ((messages_per_minute_max > 0)),
    CONSTRAINT subscription_plans_messages_per_month_max_check CHECK ((messages_per_month_max >= 0)),
    CONSTRAINT subscription_plans_price_cents_check CHECK ((price_cents >= 0)),
    CONSTRAINT subscription_plans_requests_per_minute_max_check CHECK ((requests_per_minute_max > 0)),
    CONSTRAINT subscription_plans_sessions_max_check CHECK ((sessions_max >= 0)),
    CONSTRAINT subscription_plans_webhooks_max_check CHECK ((webhooks_max >= 0)),
    CONSTRAINT subscription_plans_worker_log_mb_check CHECK (((worker_log_mb >= 2) AND (worker_log_mb <= 1000))),
    CONSTRAINT subscription_plans_worker_pids_max_check CHECK (((worker_pids_max >= 16) AND (worker_pids_max <= 4096))),
    CONSTRAINT subscription_plans_workers_max_check CHECK ((workers_max >= 0))
);

CREATE TABLE public.subscriptions (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    plan_id public.id NOT NULL,
    status text NOT NULL,
    current_period_start timestamp with time zone NOT NULL,
    current_period_end timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    sessions_max integer,
    messages_per_month_max integer,
    messages_per_minute_max integer,
    requests_per_minute_max integer,
    webhooks_max integer,
    api_keys_max integer,
    media_bytes_max bigint,
    media_days integer NOT NULL,
    message_days integer,
    instance_mode text NOT NULL,
    workers_max integer,
    cpu_millis integer NOT NULL,
    memory_mb integer NOT NULL,
    worker_pids_max integer NOT NULL,
    worker_log_mb integer NOT NULL,
    price_id text,
    price_currency text,
    price_interval text,
    price_minor bigint,
    stage text,
    stage_since timestamp with time zone,
    past_due_since timestamp with time zone,
    limited_since timestamp with time zone,
    reminders_sent integer DEFAULT 0 NOT NULL,
    reminded_at timestamp with time zone,
    trial_ends_at timestamp with time zone,
    cancel_at_period_end boolean DEFAULT false NOT NULL,
    next_plan_id public.id,
    next_price_id text,
    keep_session_ids text[],
    kept_session_ids text[],
    members_max integer,
    CONSTRAINT subscriptions_api_keys_max_check CHECK ((api_keys_max >= 0)),
    CONSTRAINT subscriptions_cpu_millis_check CHECK ((cpu_millis > 0)),
    CONSTRAINT subscriptions_instance_mode_check CHECK ((instance_mode = ANY (ARRAY['dedicated'::text, 'tenant'::text, 'shared'::text]))),
    CONSTRAINT subscriptions_media_bytes_max_check CHECK ((media_bytes_max >= 0)),
    CONSTRAINT subscriptions_media_days_check CHECK (((media_days >= 1) AND (media_days <= 3650))),
    CONSTRAINT subscriptions_members_max_check CHECK ((members_max > 0)),
    CONSTRAINT subscriptions_memory_mb_check CHECK ((memory_mb > 0)),
    CONSTRAINT subscriptions_message_days_check CHECK (((message_days >= 1) AND (message_days <= 3650))),
    CONSTRAINT subscriptions_messages_per_minute_max_check CHECK ((messages_per_minute_max > 0)),
    CONSTRAINT subscriptions_messages_per_month_max_check CHECK ((messages_per_month_max >= 0)),
    CONSTRAINT subscriptions_next CHECK (((next_plan_id IS NOT NULL) OR (num_nonnulls(next_price_id, keep_session_ids) = 0))),
    CONSTRAINT subscriptions_next_or_none CHECK (((NOT cancel_at_period_end) OR (next_plan_id IS NULL))),
    CONSTRAINT subscriptions_price CHECK ((num_nulls(price_id, price_currency, price_interval, price_minor) = ANY (ARRAY[0, 4]))),
    CONSTRAINT subscriptions_price_interval_check CHECK ((price_interval = ANY (ARRAY['month'::text, 'year'::text]))),
    CONSTRAINT subscriptions_price_minor_check CHECK ((price_minor >= 0)),
    CONSTRAINT subscriptions_reminders_sent_check CHECK ((reminders_sent >= 0)),
    CONSTRAINT subscriptions_requests_per_minute_max_check CHECK ((requests_per_minute_max > 0)),
    CONSTRAINT subscriptions_sessions_max_check CHECK ((sessions_max >= 0)),
    CONSTRAINT subscriptions_stage CHECK (((stage IS NULL) OR ((status = 'past_due'::text) AND (num_nulls(stage_since, past_due_since, limited_since) = 0)))),
    CONSTRAINT subscriptions_stage_check CHECK ((stage = ANY (ARRAY['limited'::text, 'suspended'::text, 'export_offered'::text]))),
    CONSTRAINT subscriptions_status_check CHECK ((status = ANY (ARRAY['trialing'::text, 'active'::text, 'past_due'::text, 'canceled'::text]))),
    CONSTRAINT subscriptions_webhooks_max_check CHECK ((webhooks_max >= 0)),
    CONSTRAINT subscriptions_worker_log_mb_check CHECK (((worker_log_mb >= 2) AND (worker_log_mb <= 1000))),
    CONSTRAINT subscriptions_worker_pids_max_check CHECK (((worker_pids_max >= 16) AND (worker_pids_max <= 4096))),
    CONSTRAINT subscriptions_workers_max_check CHECK ((workers_max >= 0))
);

CREATE TABLE public.template_versions (
    template_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    version integer NOT NULL,
    default_language text NOT NULL,
    texts jsonb NOT NULL,
    variables jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT template_versions_default_language_check CHECK ((length(default_language) <= 35)),
    CONSTRAINT template_versions_version_check CHECK ((version > 0))
);

CREATE TABLE public.templates (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT templates_description_check CHECK ((length(description) <= 500)),
    CONSTRAINT templates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT templates_version_check CHECK ((version > 0))
);

CREATE TABLE public.tenants (
    id public.id NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.usage_stats (
    tenant_id public.id NOT NULL,
    metric text NOT NULL,
    period_start date NOT NULL,
    shard smallint NOT NULL,
    used bigint DEFAULT 0 NOT NULL,
    CONSTRAINT usage_stats_used_check CHECK ((used >= 0))
)
WITH (fillfactor='50');

CREATE TABLE public.user_second_factors (
    user_id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    sealed_secret bytea NOT NULL,
    recovery_hashes bytea[] DEFAULT '{}'::bytea[] NOT NULL,
    last_step bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    confirmed_at timestamp with time zone,
    CONSTRAINT user_second_factors_recovery_hashes_check CHECK ((cardinality(recovery_hashes) <= 20))
);

CREATE TABLE public.wallet_entries (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    kind text NOT NULL,
    invoice_id public.id,
    payment_id public.id,
    source text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT wallet_entries_amount_minor_check CHECK ((amount_minor <> 0)),
    CONSTRAINT wallet_entries_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT wallet_entries_kind_check CHECK ((kind = ANY (ARRAY['overpayment'::text, 'invoice'::text, 'refund'::text]))),
    CONSTRAINT wallet_entries_source_check CHECK ((length(source) <= 200))
);

CREATE TABLE public.webhook_attempts (
    id public.id DEFAULT public.new_id('att'::text) NOT NULL,
    tenant_id public.id NOT NULL,
    delivery_id public.id NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    url text NOT NULL,
    headers jsonb NOT NULL,
    response_status smallint,
    response_ms integer NOT NULL,
    response_body text,
    error text,
    CONSTRAINT webhook_attempts_error_check CHECK ((length(error) <= 1000)),
    CONSTRAINT webhook_attempts_headers_check CHECK ((pg_column_size(headers) <= 16384)),
    CONSTRAINT webhook_attempts_response_body_check CHECK ((length(response_body) <= 4096)),
    CONSTRAINT webhook_attempts_url_check CHECK ((length(url) <= 4096))
);

CREATE TABLE public.webhook_backlog (
    delivery_id public.id NOT NULL,
    webhook_id public.id NOT NULL,
    session_id text DEFAULT ''::text NOT NULL,
    seq bigint NOT NULL
);

CREATE TABLE public.webhook_deliveries (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    webhook_id public.id NOT NULL,
    event_id public.id NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone,
    response_status integer,
    response_ms integer,
    last_error text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT webhook_deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'succeeded'::text, 'failed'::text])))
)
WITH (fillfactor='80');

CREATE TABLE public.webhooks (
    id public.id NOT NULL,
    tenant_id public.id NOT NULL,
    session_id public.id,
    is_session_url boolean DEFAULT false NOT NULL,
    url text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    event_types text[] NOT NULL,
    sealed_secret bytea NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    disabled_reason text,
    consecutive_failures integer DEFAULT 0 NOT NULL,
    failing_since timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    ordered boolean DEFAULT false NOT NULL,
    held_until timestamp with time zone,
    session_ids text[] DEFAULT '{}'::text[] NOT NULL,
    filter jsonb,
    old_sealed_secret bytea,
    old_secret_until timestamp with time zone,
    header_names text[] DEFAULT '{}'::text[] NOT NULL,
    sealed_headers bytea,
    batch jsonb,
    CONSTRAINT webhooks_batch_check CHECK (((batch IS NULL) OR (((((batch ->> 'events_max'::text))::integer >= 2) AND (((batch ->> 'events_max'::text))::integer <= 100)) AND ((((batch ->> 'wait_ms'::text))::integer >= 100) AND (((batch ->> 'wait_ms'::text))::integer <= 60000))))),
    CONSTRAINT webhooks_check CHECK (((NOT is_session_url) OR (session_id IS NOT NULL))),
    CONSTRAINT webhooks_header_names_check CHECK ((cardinality(header_names) <= 20)),
    CONSTRAINT webhooks_headers CHECK (((sealed_headers IS NULL) = (header_names = '{}'::text[]))),
    CONSTRAINT webhooks_session_ids_check CHECK ((cardinality(session_ids) <= 100))
);

CREATE TABLE public.worker_logins (
    instance_id public.id NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.migrations ALTER COLUMN id SET DEFAULT nextval('public.migrations_id_seq'::regclass);

ALTER TABLE ONLY public.account_exports
    ADD CONSTRAINT account_exports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_key_requests
    ADD CONSTRAINT api_key_requests_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_key_hash_key UNIQUE (key_hash);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_old_key_hash_key UNIQUE (old_key_hash);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_tenant_id UNIQUE (tenant_id, id);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_details
    ADD CONSTRAINT billing_details_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.brandings
    ADD CONSTRAINT brandings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.chat_settings
    ADD CONSTRAINT chat_settings_pkey PRIMARY KEY (session_id, chat_id);

ALTER TABLE ONLY public.chats
    ADD CONSTRAINT chats_pkey PRIMARY KEY (session_id, chat_id);

ALTER TABLE ONLY public.checkouts
    ADD CONSTRAINT checkouts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.client_version_looks
    ADD CONSTRAINT client_version_looks_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.client_versions
    ADD CONSTRAINT client_versions_pkey PRIMARY KEY (build);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_session_id_jid_key UNIQUE (session_id, jid);

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_session_id_lid_key UNIQUE (session_id, lid);

ALTER TABLE ONLY public.customer_prices
    ADD CONSTRAINT customer_prices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.customer_prices
    ADD CONSTRAINT customer_prices_plan_id_tenant_id_item_currency_interval_key UNIQUE (plan_id, tenant_id, item, currency, "interval");

ALTER TABLE ONLY public.default_opt_out_words
    ADD CONSTRAINT default_opt_out_words_pkey PRIMARY KEY (folded, kind, language, word);

ALTER TABLE ONLY public.early_receipts
    ADD CONSTRAINT early_receipts_pkey PRIMARY KEY (session_id, whatsapp_id, person_id);

ALTER TABLE ONLY public.ended_queues
    ADD CONSTRAINT ended_queues_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_erased_tenant_id_key UNIQUE (erased_tenant_id);

ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);

ALTER DOMAIN public.id
    ADD CONSTRAINT id_check CHECK (((octet_length(VALUE) = 36) AND (VALUE ~ '^[a-z]{3}_[0-9a-f]+$'::text))) NOT VALID;

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (tenant_id, key);

ALTER TABLE ONLY public.incoming_webhooks
    ADD CONSTRAINT incoming_webhooks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incoming_webhooks
    ADD CONSTRAINT incoming_webhooks_secret_hash_key UNIQUE (secret_hash);

ALTER TABLE ONLY public.installation_settings
    ADD CONSTRAINT installation_settings_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.instance_logs
    ADD CONSTRAINT instance_logs_pkey PRIMARY KEY (instance_id);

ALTER TABLE ONLY public.instances
    ADD CONSTRAINT instances_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.invoice_counters
    ADD CONSTRAINT invoice_counters_pkey PRIMARY KEY (issuer, year);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_issuer_year_number_key UNIQUE (issuer, year, number);

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.issued_documents
    ADD CONSTRAINT issued_documents_pkey PRIMARY KEY (issuer, year, number);

ALTER TABLE ONLY public.label_marks
    ADD CONSTRAINT label_marks_pkey PRIMARY KEY (session_id, label_id, chat_id, whatsapp_id, direction);

ALTER TABLE ONLY public.labels
    ADD CONSTRAINT labels_pkey PRIMARY KEY (session_id, label_id);

ALTER TABLE ONLY public.lids
    ADD CONSTRAINT lids_pkey PRIMARY KEY (session_id, lid);

ALTER TABLE ONLY public.link_tokens
    ADD CONSTRAINT link_tokens_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.link_tokens
    ADD CONSTRAINT link_tokens_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.mail_links
    ADD CONSTRAINT mail_links_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.media_files
    ADD CONSTRAINT media_files_pkey PRIMARY KEY (tenant_id, sha256);

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.media_renditions
    ADD CONSTRAINT media_renditions_pkey PRIMARY KEY (media_id, purpose);

ALTER TABLE ONLY public.media_storage
    ADD CONSTRAINT media_storage_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.media_uploads
    ADD CONSTRAINT media_uploads_pkey PRIMARY KEY (session_id, purpose, sha256);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.message_answers
    ADD CONSTRAINT message_answers_pkey PRIMARY KEY (message_id, answerer_id);

ALTER TABLE ONLY public.message_reactions
    ADD CONSTRAINT message_reactions_pkey PRIMARY KEY (message_id, reactor_id);

ALTER TABLE ONLY public.message_receipts
    ADD CONSTRAINT message_receipts_pkey PRIMARY KEY (message_id, person_id);

ALTER TABLE ONLY public.message_stats
    ADD CONSTRAINT message_stats_pkey PRIMARY KEY (tenant_id, quarter, session_id, direction, type, reason);

ALTER TABLE ONLY public.message_stats_state
    ADD CONSTRAINT message_stats_state_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.message_words
    ADD CONSTRAINT message_words_pkey PRIMARY KEY (message_id);

ALTER TABLE public.messages
    ADD CONSTRAINT messages_failed_at CHECK (((status <> 'failed'::text) OR (failed_at IS NOT NULL))) NOT VALID;

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.migrations
    ADD CONSTRAINT migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.operation_notes
    ADD CONSTRAINT operation_notes_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.opt_out_settings
    ADD CONSTRAINT opt_out_settings_pkey PRIMARY KEY (tenant_id);

ALTER TABLE ONLY public.opt_outs
    ADD CONSTRAINT opt_outs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.opt_outs
    ADD CONSTRAINT opt_outs_tenant_id_address_key UNIQUE (tenant_id, address);

ALTER TABLE ONLY public.outbound
    ADD CONSTRAINT outbound_pkey PRIMARY KEY (message_id);

ALTER TABLE ONLY public.paces
    ADD CONSTRAINT paces_pkey PRIMARY KEY (session_id, chat_id);

ALTER TABLE ONLY public.paid_periods
    ADD CONSTRAINT paid_periods_pkey PRIMARY KEY (invoice_id);

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_notices
    ADD CONSTRAINT payment_notices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_notices
    ADD CONSTRAINT payment_notices_provider_event_id_key UNIQUE (provider, event_id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_provider_reference_key UNIQUE (provider, reference);

ALTER TABLE ONLY public.plan_prices
    ADD CONSTRAINT plan_prices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.plan_prices
    ADD CONSTRAINT plan_prices_plan_id_item_currency_interval_key UNIQUE (plan_id, item, currency, "interval");

ALTER TABLE ONLY public.quota_notices
    ADD CONSTRAINT quota_notices_pkey PRIMARY KEY (tenant_id, metric, period_start, percent);

ALTER TABLE ONLY public.raw_messages
    ADD CONSTRAINT raw_messages_pkey PRIMARY KEY (message_id);

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.refused_facts
    ADD CONSTRAINT refused_facts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registration_invitations
    ADD CONSTRAINT registration_invitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.registration_invitations
    ADD CONSTRAINT registration_invitations_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.scale_bounds
    ADD CONSTRAINT scale_bounds_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.scale_decisions
    ADD CONSTRAINT scale_decisions_pkey PRIMARY KEY (seq);

ALTER TABLE ONLY public.service_heartbeats
    ADD CONSTRAINT service_heartbeats_pkey PRIMARY KEY (role, host, pid);

ALTER TABLE ONLY public.session_credentials
    ADD CONSTRAINT session_credentials_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.session_keys
    ADD CONSTRAINT session_keys_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.session_leases
    ADD CONSTRAINT session_leases_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.session_proxies
    ADD CONSTRAINT session_proxies_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.session_spans
    ADD CONSTRAINT session_spans_pkey PRIMARY KEY (tenant_id, session_id, began_at);

ALTER TABLE ONLY public.session_suspects
    ADD CONSTRAINT session_suspects_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_of_tenant UNIQUE (id, tenant_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.signal_keys
    ADD CONSTRAINT signal_keys_pkey PRIMARY KEY (session_id, kind, key_id);

ALTER TABLE ONLY public.subscription_plans
    ADD CONSTRAINT subscription_plans_code_key UNIQUE (code);

ALTER TABLE ONLY public.subscription_plans
    ADD CONSTRAINT subscription_plans_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.team_invitations
    ADD CONSTRAINT team_invitations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_pkey PRIMARY KEY (template_id, version);

ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_id_tenant_id_key UNIQUE (id, tenant_id);

ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_tenant_id_name_key UNIQUE (tenant_id, name);

ALTER TABLE ONLY public.tenants
    ADD CONSTRAINT tenants_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usage_stats
    ADD CONSTRAINT usage_stats_pkey PRIMARY KEY (tenant_id, metric, period_start, shard);

ALTER TABLE ONLY public.user_second_factors
    ADD CONSTRAINT user_second_factors_pkey PRIMARY KEY (user_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_of_tenant UNIQUE (id, tenant_id);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wallet_entries
    ADD CONSTRAINT wallet_entries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.wallet_entries
    ADD CONSTRAINT wallet_entries_source_key UNIQUE (source);

ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_pkey PRIMARY KEY (delivery_id, id);

ALTER TABLE ONLY public.webhook_backlog
    ADD CONSTRAINT webhook_backlog_pkey PRIMARY KEY (delivery_id);

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_of_tenant UNIQUE (id, tenant_id);

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worker_logins
    ADD CONSTRAINT worker_logins_pkey PRIMARY KEY (instance_id);

CREATE INDEX account_exports_expired ON public.account_exports USING btree (expires_at) WHERE (status = 'ready'::text);

CREATE UNIQUE INDEX account_exports_running ON public.account_exports USING btree (tenant_id) WHERE (status = 'running'::text);

CREATE INDEX account_exports_tenant ON public.account_exports USING btree (tenant_id, id);

CREATE INDEX api_key_requests_key ON public.api_key_requests USING btree (tenant_id, api_key_id, id);

CREATE INDEX api_key_requests_key_id ON public.api_key_requests USING btree (api_key_id);

CREATE INDEX api_keys_made_with ON public.api_keys USING btree (tenant_id, created_by_key_id) WHERE (created_by_key_id IS NOT NULL);

CREATE INDEX api_keys_user ON public.api_keys USING btree (user_id);

CREATE INDEX audit_log_subscriptions ON public.audit_log USING btree (tenant_id, id DESC) WHERE (action = 'subscription.changed'::text);

CREATE INDEX audit_log_tenant ON public.audit_log USING btree (tenant_id, id DESC);

CREATE INDEX chats_by_last_message ON public.chats USING btree (session_id, last_message_id DESC);

CREATE INDEX checkouts_invoice ON public.checkouts USING btree (invoice_id);

CREATE INDEX checkouts_silent ON public.checkouts USING btree (created_at) WHERE ((provider <> 'manual'::text) AND (amount_minor IS NOT NULL));

CREATE INDEX checkouts_tenant ON public.checkouts USING btree (tenant_id, id);

CREATE INDEX contacts_joined ON public.contacts USING btree (joined_into) WHERE (joined_into IS NOT NULL);

CREATE INDEX contacts_list ON public.contacts USING btree (session_id, id DESC) WHERE (joined_into IS NULL);

CREATE INDEX contacts_tenant ON public.contacts USING btree (tenant_id, id);

CREATE INDEX contacts_user_name ON public.contacts USING btree (session_id, user_name) WHERE (user_name IS NOT NULL);

CREATE INDEX customer_prices_tenant ON public.customer_prices USING btree (tenant_id);

CREATE INDEX early_receipts_kept ON public.early_receipts USING btree (kept_at);

CREATE INDEX early_receipts_tenant ON public.early_receipts USING btree (tenant_id);

CREATE INDEX ended_queues_age ON public.ended_queues USING btree (created_at);

CREATE INDEX ended_queues_tenant ON public.ended_queues USING btree (tenant_id);

CREATE INDEX erasures_unfinished ON public.erasures USING btree (requested_at) WHERE (finished_at IS NULL);

CREATE INDEX events_session ON public.events USING btree (session_id, xid, seq) WHERE (session_id IS NOT NULL);

CREATE INDEX events_tenant ON public.events USING btree (tenant_id, xid, seq);

CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at);

CREATE INDEX incoming_webhooks_list ON public.incoming_webhooks USING btree (tenant_id, id DESC);

CREATE INDEX incoming_webhooks_session ON public.incoming_webhooks USING btree (session_id);

CREATE INDEX incoming_webhooks_template ON public.incoming_webhooks USING btree (template_id) WHERE (template_id IS NOT NULL);

CREATE INDEX instance_logs_of_tenant ON public.instance_logs USING btree (tenant_id);

CREATE UNIQUE INDEX instances_address ON public.instances USING btree (host, port) WHERE (status <> ALL (ARRAY['stopped'::text, 'failed'::text]));

CREATE INDEX instances_live ON public.instances USING btree (status) WHERE (status <> ALL (ARRAY['stopped'::text, 'failed'::text]));

CREATE INDEX instances_tenant ON public.instances USING btree (tenant_id, id) WHERE (tenant_id IS NOT NULL);

CREATE UNIQUE INDEX instances_token ON public.instances USING btree (token_hash);

CREATE INDEX invoices_credited ON public.invoices USING btree (credited_invoice_id) WHERE (credited_invoice_id IS NOT NULL);

CREATE INDEX invoices_tenant ON public.invoices USING btree (tenant_id, id);

CREATE INDEX label_marks_tenant ON public.label_marks USING btree (tenant_id, session_id);

CREATE INDEX labels_tenant ON public.labels USING btree (tenant_id, session_id);

CREATE INDEX lids_jid ON public.lids USING btree (tenant_id, jid);

CREATE INDEX lids_tenant ON public.lids USING btree (tenant_id, lid);

CREATE INDEX link_tokens_tenant ON public.link_tokens USING btree (tenant_id, session_id);

CREATE INDEX link_tokens_users ON public.link_tokens USING btree (user_id);

CREATE INDEX mail_links_expired ON public.mail_links USING btree (expires_at);

CREATE INDEX mail_links_tenant ON public.mail_links USING btree (tenant_id, user_id, purpose);

CREATE INDEX mails_due ON public.mails USING btree (next_attempt_at) WHERE (status = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE INDEX mails_finished ON public.mails USING btree (finished_at);

CREATE INDEX mails_tenant ON public.mails USING btree (tenant_id, id);

CREATE INDEX media_expiry ON public.media USING btree (expires_at);

CREATE INDEX media_fetching ON public.media USING btree (session_id, next_attempt_at) WHERE (status = 'fetching'::text);

CREATE INDEX media_file ON public.media USING btree (tenant_id, sha256) WHERE (sha256 IS NOT NULL);

CREATE INDEX media_message ON public.media USING btree (message_id) WHERE (message_id IS NOT NULL);

CREATE INDEX media_processing ON public.media USING btree (created_at) WHERE (status = 'processing'::text);

CREATE INDEX media_renditions_file ON public.media_renditions USING btree (tenant_id, sha256) WHERE (sha256 IS NOT NULL);

CREATE INDEX media_renditions_processing ON public.media_renditions USING btree (created_at) WHERE (status = 'processing'::text);

CREATE INDEX media_renditions_tenant ON public.media_renditions USING btree (tenant_id, media_id);

CREATE INDEX media_session ON public.media USING btree (session_id) WHERE (session_id IS NOT NULL);

CREATE INDEX media_tenant ON public.media USING btree (tenant_id, id);

CREATE INDEX media_uploads_age ON public.media_uploads USING btree (uploaded_at);

CREATE INDEX memberships_tenant ON public.memberships USING btree (tenant_id, id);

CREATE UNIQUE INDEX memberships_user ON public.memberships USING btree (user_id, tenant_id);

CREATE INDEX message_answers_session ON public.message_answers USING btree (session_id, answerer_id);

CREATE INDEX message_answers_tenant ON public.message_answers USING btree (tenant_id, message_id);

CREATE INDEX message_reactions_session ON public.message_reactions USING btree (session_id, reactor_id);

CREATE INDEX message_reactions_tenant ON public.message_reactions USING btree (tenant_id, message_id);

CREATE INDEX message_receipts_session ON public.message_receipts USING btree (session_id, person_id);

CREATE INDEX message_receipts_tenant ON public.message_receipts USING btree (tenant_id, message_id);

CREATE INDEX message_stats_quarter ON public.message_stats USING btree (quarter);

CREATE INDEX message_words_found ON public.message_words USING gin (words);

CREATE INDEX messages_canceled ON public.messages USING btree (tenant_id, id DESC) WHERE (canceled_at IS NOT NULL);

CREATE INDEX messages_chat ON public.messages USING btree (session_id, chat_id, id DESC);

CREATE INDEX messages_disappearing ON public.messages USING btree (disappears_at) WHERE ((disappears_at IS NOT NULL) AND (deleted_at IS NULL) AND (kept_at IS NULL));

CREATE INDEX messages_failed ON public.messages USING btree (tenant_id, id DESC) WHERE (failed_at IS NOT NULL);

CREATE INDEX messages_group_sender ON public.messages USING btree (session_id, sender_id, id DESC) WHERE (chat_id ~~ '%@g.us'::text);

CREATE INDEX messages_lid_sender ON public.messages USING btree (session_id, sender_id) WHERE (sender_id ~~ '%@lid'::text);

CREATE INDEX messages_quota_due ON public.messages USING btree (tenant_id) WHERE (quota_return = 'due'::text);

CREATE INDEX messages_session ON public.messages USING btree (session_id, id DESC);

CREATE INDEX messages_tenant ON public.messages USING btree (tenant_id, id DESC);

CREATE INDEX messages_type ON public.messages USING btree (tenant_id, type, id DESC) WHERE (type <> 'text'::text);

CREATE UNIQUE INDEX messages_whatsapp_id ON public.messages USING btree (session_id, whatsapp_id, direction);

CREATE INDEX opt_outs_list ON public.opt_outs USING btree (tenant_id, id DESC);

CREATE INDEX outbound_chat ON public.outbound USING btree (session_id, chat_id, seq) WHERE (turn IS NOT NULL);

CREATE INDEX outbound_expiry ON public.outbound USING btree (expires_at) WHERE (expires_at IS NOT NULL);

CREATE INDEX outbound_held ON public.outbound USING btree (session_id, chat_id, seq) WHERE ((turn IS NULL) AND (run_at = 'infinity'::timestamp with time zone));

CREATE INDEX outbound_media ON public.outbound USING btree (media_id) WHERE (media_id IS NOT NULL);

CREATE INDEX outbound_scheduled ON public.outbound USING btree (session_id, run_at) WHERE (turn IS NULL);

CREATE INDEX outbound_tenant ON public.outbound USING btree (tenant_id, message_id);

CREATE INDEX outbound_turn ON public.outbound USING btree (session_id, priority, turn, seq) WHERE (turn IS NOT NULL);

CREATE INDEX outbound_waits ON public.outbound USING btree (session_id, chat_id, seq) WHERE waits_for_media;

CREATE INDEX paces_age ON public.paces USING btree (last_at);

CREATE INDEX paces_tenant ON public.paces USING btree (tenant_id);

CREATE INDEX paid_periods_cut ON public.paid_periods USING btree (cut_by) WHERE (cut_by IS NOT NULL);

CREATE INDEX paid_periods_plan ON public.paid_periods USING btree (plan_id);

CREATE INDEX paid_periods_tenant ON public.paid_periods USING btree (tenant_id, starts_at);

CREATE UNIQUE INDEX passkeys_credential ON public.passkeys USING btree (credential_id);

CREATE INDEX passkeys_tenant ON public.passkeys USING btree (tenant_id);

CREATE INDEX passkeys_user ON public.passkeys USING btree (user_id);

CREATE INDEX payment_notices_received ON public.payment_notices USING btree (received_at);

CREATE INDEX payments_invoice ON public.payments USING btree (invoice_id);

CREATE INDEX payments_tenant ON public.payments USING btree (tenant_id);

CREATE INDEX raw_messages_session ON public.raw_messages USING btree (session_id, tried, message_id);

CREATE INDEX raw_messages_tenant ON public.raw_messages USING btree (tenant_id, message_id);

CREATE INDEX refresh_tokens_acts_in ON public.refresh_tokens USING btree (user_id, acts_in) WHERE (acts_in IS NOT NULL);

CREATE INDEX refresh_tokens_family ON public.refresh_tokens USING btree (family_id);

CREATE INDEX refresh_tokens_tenant ON public.refresh_tokens USING btree (tenant_id, user_id);

CREATE INDEX refresh_tokens_user ON public.refresh_tokens USING btree (user_id);

CREATE INDEX refunds_payment ON public.refunds USING btree (payment_id);

CREATE UNIQUE INDEX refunds_pending ON public.refunds USING btree (payment_id) WHERE (status = 'pending'::text);

CREATE INDEX refunds_tenant ON public.refunds USING btree (tenant_id, id);

CREATE INDEX refused_facts_session ON public.refused_facts USING btree (session_id, id);

CREATE INDEX refused_facts_tenant ON public.refused_facts USING btree (tenant_id, id);

CREATE INDEX session_credentials_tenant ON public.session_credentials USING btree (tenant_id);

CREATE INDEX session_keys_tenant ON public.session_keys USING btree (tenant_id);

CREATE INDEX session_leases_instance ON public.session_leases USING btree (instance_id);

CREATE INDEX session_leases_tenant ON public.session_leases USING btree (tenant_id);

CREATE INDEX session_proxies_handed_in ON public.session_proxies USING btree (session_id) WHERE (handed_in IS NOT NULL);

CREATE INDEX session_proxies_tenant ON public.session_proxies USING btree (tenant_id, session_id);

CREATE INDEX session_spans_ended ON public.session_spans USING btree (ended_at);

CREATE UNIQUE INDEX session_spans_open ON public.session_spans USING btree (session_id) WHERE (ended_at IS NULL);

CREATE INDEX session_suspects_tenant ON public.session_suspects USING btree (tenant_id);

CREATE INDEX sessions_desired ON public.sessions USING btree (desired) WHERE (desired = 'running'::text);

CREATE INDEX sessions_instance ON public.sessions USING btree (instance_id) WHERE (instance_id IS NOT NULL);

CREATE UNIQUE INDEX sessions_name ON public.sessions USING btree (tenant_id, session_name);

CREATE INDEX sessions_stopped_unpaid ON public.sessions USING btree (tenant_id) WHERE stopped_unpaid;

CREATE INDEX sessions_tenant ON public.sessions USING btree (tenant_id, id);

CREATE INDEX signal_keys_tenant ON public.signal_keys USING btree (tenant_id);

CREATE UNIQUE INDEX subscriptions_current ON public.subscriptions USING btree (tenant_id) WHERE (status <> 'canceled'::text);

CREATE INDEX subscriptions_next_plan ON public.subscriptions USING btree (next_plan_id) WHERE (next_plan_id IS NOT NULL);

CREATE INDEX subscriptions_past_due ON public.subscriptions USING btree (id) WHERE ((status = 'past_due'::text) AND (past_due_since IS NOT NULL));

CREATE INDEX subscriptions_plan ON public.subscriptions USING btree (plan_id);

CREATE INDEX subscriptions_renewals ON public.subscriptions USING btree (current_period_end) WHERE ((price_id IS NOT NULL) AND (status = 'active'::text));

CREATE INDEX subscriptions_tenant ON public.subscriptions USING btree (tenant_id, created_at DESC);

CREATE INDEX subscriptions_trials ON public.subscriptions USING btree (trial_ends_at) WHERE (trial_ends_at IS NOT NULL);

CREATE UNIQUE INDEX team_invitations_email ON public.team_invitations USING btree (tenant_id, email);

CREATE INDEX team_invitations_expired ON public.team_invitations USING btree (expires_at);

CREATE INDEX team_invitations_inviter ON public.team_invitations USING btree (invited_by, tenant_id);

CREATE INDEX team_invitations_tenant ON public.team_invitations USING btree (tenant_id, id);

CREATE INDEX template_versions_tenant ON public.template_versions USING btree (tenant_id);

CREATE INDEX templates_list ON public.templates USING btree (tenant_id, id DESC);

CREATE INDEX user_second_factors_tenant ON public.user_second_factors USING btree (tenant_id);

CREATE UNIQUE INDEX users_email ON public.users USING btree (email);

CREATE INDEX users_tenant ON public.users USING btree (tenant_id);

CREATE INDEX wallet_entries_invoice ON public.wallet_entries USING btree (invoice_id);

CREATE INDEX wallet_entries_payment ON public.wallet_entries USING btree (payment_id);

CREATE INDEX wallet_entries_tenant ON public.wallet_entries USING btree (tenant_id, id);

CREATE INDEX webhook_attempts_tenant ON public.webhook_attempts USING btree (tenant_id, id);

CREATE INDEX webhook_backlog_order ON public.webhook_backlog USING btree (webhook_id, seq);

CREATE INDEX webhook_backlog_session ON public.webhook_backlog USING btree (webhook_id, session_id, seq);

CREATE UNIQUE INDEX webhook_deliveries_event ON public.webhook_deliveries USING btree (event_id, webhook_id);

CREATE INDEX webhook_deliveries_tenant ON public.webhook_deliveries USING btree (tenant_id, id DESC);

CREATE INDEX webhook_deliveries_webhook ON public.webhook_deliveries USING btree (webhook_id, id DESC);

CREATE INDEX webhooks_session ON public.webhooks USING btree (session_id) WHERE (session_id IS NOT NULL);

CREATE UNIQUE INDEX webhooks_session_url ON public.webhooks USING btree (session_id) WHERE is_session_url;

CREATE INDEX webhooks_tenant ON public.webhooks USING btree (tenant_id, id);

CREATE TRIGGER account_exports_put_job AFTER INSERT ON public.account_exports FOR EACH ROW EXECUTE FUNCTION public.put_export_job();

CREATE TRIGGER checkouts_put_job AFTER INSERT ON public.checkouts FOR EACH ROW EXECUTE FUNCTION public.put_checkout_job();

CREATE TRIGGER ended_queues_fail AFTER INSERT OR UPDATE ON public.ended_queues FOR EACH STATEMENT EXECUTE FUNCTION public.fail_ended_queues();

CREATE TRIGGER events_before_fan_out AFTER INSERT ON public.events REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.hold_webhooks();

CREATE TRIGGER events_fan_out AFTER INSERT ON public.events REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.fan_out_events();

CREATE TRIGGER forget_labels AFTER UPDATE OF linked_at ON public.sessions FOR EACH ROW WHEN (((old.linked_at IS NOT NULL) AND (new.linked_at IS NULL))) EXECUTE FUNCTION public.forget_labels();

CREATE TRIGGER incoming_webhooks_touch BEFORE UPDATE ON public.incoming_webhooks FOR EACH ROW WHEN ((NOT (new.last_used_at IS DISTINCT FROM old.last_used_at))) EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER instances_touch BEFORE UPDATE ON public.instances FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER invoices_keep BEFORE UPDATE ON public.invoices FOR EACH ROW EXECUTE FUNCTION public.keep_issued_invoice();

CREATE TRIGGER lids_join_contacts AFTER INSERT ON public.lids REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.join_contacts();

CREATE TRIGGER lids_rejoin_contacts AFTER UPDATE ON public.lids REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION public.join_contacts();

CREATE TRIGGER mails_put_job AFTER INSERT ON public.mails FOR EACH STATEMENT EXECUTE FUNCTION public.put_mail_job();

CREATE TRIGGER media_files_count AFTER INSERT OR DELETE ON public.media_files FOR EACH ROW EXECUTE FUNCTION public.count_media_file();

CREATE TRIGGER media_renditions_work AFTER INSERT ON public.media_renditions FOR EACH ROW WHEN ((new.status = 'processing'::text)) EXECUTE FUNCTION public.work_on_rendition();

CREATE TRIGGER media_set_expiry BEFORE INSERT ON public.media FOR EACH ROW EXECUTE FUNCTION public.set_media_expiry();

CREATE TRIGGER media_work AFTER INSERT ON public.media FOR EACH ROW WHEN ((new.status = 'processing'::text)) EXECUTE FUNCTION public.work_on_media();

CREATE TRIGGER memberships_keep_owner AFTER DELETE OR UPDATE OF role ON public.memberships FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION public.keep_an_owner();

CREATE TRIGGER memberships_touch BEFORE UPDATE ON public.memberships FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER messages_drop_status_files AFTER UPDATE OF deleted_at ON public.messages FOR EACH ROW WHEN (((old.deleted_at IS NULL) AND (new.deleted_at IS NOT NULL) AND (new.chat_id = 'status@broadcast'::text))) EXECUTE FUNCTION public.drop_status_files();

CREATE TRIGGER messages_note_canceled BEFORE UPDATE OF status ON public.messages FOR EACH ROW WHEN ((new.status = 'canceled'::text)) EXECUTE FUNCTION public.note_canceled();

CREATE TRIGGER messages_note_changed_words AFTER UPDATE OF content ON public.messages FOR EACH ROW WHEN ((old.content IS DISTINCT FROM new.content)) EXECUTE FUNCTION public.note_changed_words();

CREATE TRIGGER messages_note_chats AFTER INSERT ON public.messages REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.note_chats();

CREATE TRIGGER messages_note_contacts AFTER INSERT ON public.messages REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.note_contacts();

CREATE TRIGGER messages_note_late_opt_out AFTER UPDATE OF status ON public.messages FOR EACH ROW WHEN (((old.status = 'undecryptable'::text) AND (new.status = 'received'::text))) EXECUTE FUNCTION public.note_late_opt_out();

CREATE TRIGGER messages_note_opt_outs AFTER INSERT ON public.messages REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.note_opt_outs();

CREATE TRIGGER messages_note_words AFTER INSERT ON public.messages REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION public.note_words();

CREATE TRIGGER opt_out_settings_touch BEFORE UPDATE ON public.opt_out_settings FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER opt_outs_work AFTER INSERT ON public.opt_outs FOR EACH ROW EXECUTE FUNCTION public.put_opt_out_job();

CREATE TRIGGER plan_prices_plan AFTER INSERT OR UPDATE ON public.plan_prices FOR EACH ROW WHEN (((new.item = 'plan'::text) AND (new."interval" = 'month'::text))) EXECUTE FUNCTION public.plan_follows_price();

CREATE TRIGGER refresh_tokens_go_on BEFORE INSERT ON public.refresh_tokens FOR EACH ROW EXECUTE FUNCTION public.go_on_acting();

CREATE TRIGGER refunds_put_job AFTER INSERT ON public.refunds FOR EACH ROW WHEN ((new.status = 'pending'::text)) EXECUTE FUNCTION public.put_refund_job();

CREATE TRIGGER sessions_first_span AFTER INSERT ON public.sessions FOR EACH ROW WHEN ((new.status <> 'created'::text)) EXECUTE FUNCTION public.note_span();

CREATE TRIGGER sessions_span AFTER UPDATE OF status, status_reason ON public.sessions FOR EACH ROW WHEN (((new.status IS DISTINCT FROM old.status) OR (new.status_reason IS DISTINCT FROM old.status_reason))) EXECUTE FUNCTION public.note_span();

CREATE TRIGGER sessions_status BEFORE UPDATE OF status ON public.sessions FOR EACH ROW WHEN ((new.status IS DISTINCT FROM old.status)) EXECUTE FUNCTION public.note_session_status();

CREATE TRIGGER sessions_touch BEFORE UPDATE ON public.sessions FOR EACH ROW WHEN ((NOT (new.last_heard_at IS DISTINCT FROM old.last_heard_at))) EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER sessions_use_link_token AFTER UPDATE OF linked_at ON public.sessions FOR EACH ROW WHEN (((old.linked_at IS NULL) AND (new.linked_at IS NOT NULL))) EXECUTE FUNCTION public.use_link_token();

CREATE TRIGGER sessions_wanted BEFORE UPDATE OF desired ON public.sessions FOR EACH ROW WHEN (((old.desired = 'stopped'::text) AND (new.desired = 'running'::text))) EXECUTE FUNCTION public.note_wanted();

CREATE TRIGGER subscription_plans_price AFTER INSERT OR UPDATE OF price_cents, currency ON public.subscription_plans FOR EACH ROW EXECUTE FUNCTION public.price_follows_plan();

CREATE TRIGGER subscription_plans_touch BEFORE UPDATE ON public.subscription_plans FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER subscriptions_change_limits BEFORE UPDATE OF plan_id ON public.subscriptions FOR EACH ROW WHEN (((old.plan_id)::text IS DISTINCT FROM (new.plan_id)::text)) EXECUTE FUNCTION public.copy_plan_limits();

CREATE TRIGGER subscriptions_forget_next BEFORE UPDATE OF plan_id ON public.subscriptions FOR EACH ROW WHEN ((((old.plan_id)::text IS DISTINCT FROM (new.plan_id)::text) AND ((new.price_id IS NULL) OR (NOT (new.price_id IS DISTINCT FROM old.price_id))))) EXECUTE FUNCTION public.forget_next_plan();

CREATE TRIGGER subscriptions_forget_price BEFORE UPDATE OF plan_id ON public.subscriptions FOR EACH ROW WHEN ((((old.plan_id)::text IS DISTINCT FROM (new.plan_id)::text) AND (new.price_id IS NOT NULL) AND (NOT (new.price_id IS DISTINCT FROM old.price_id)))) EXECUTE FUNCTION public.forget_price_of_plan();

CREATE TRIGGER subscriptions_life BEFORE UPDATE OF status, plan_id ON public.subscriptions FOR EACH ROW WHEN (((old.status IS DISTINCT FROM new.status) OR ((old.plan_id)::text IS DISTINCT FROM (new.plan_id)::text))) EXECUTE FUNCTION public.follow_subscription_status();

CREATE TRIGGER subscriptions_put_job AFTER UPDATE ON public.subscriptions FOR EACH ROW WHEN (((old.stage IS DISTINCT FROM new.stage) OR ((old.kept_session_ids IS DISTINCT FROM new.kept_session_ids) AND (new.kept_session_ids IS NOT NULL)))) EXECUTE FUNCTION public.put_subscription_job();

CREATE TRIGGER subscriptions_take_limits BEFORE INSERT ON public.subscriptions FOR EACH ROW EXECUTE FUNCTION public.copy_plan_limits();

CREATE TRIGGER subscriptions_touch BEFORE UPDATE ON public.subscriptions FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER templates_touch BEFORE UPDATE ON public.templates FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER users_own_tenant AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.own_new_tenant();

CREATE TRIGGER users_touch BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

CREATE TRIGGER webhooks_touch BEFORE UPDATE ON public.webhooks FOR EACH ROW EXECUTE FUNCTION public.touch_updated_at();

ALTER TABLE ONLY public.account_exports
    ADD CONSTRAINT account_exports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_key_requests
    ADD CONSTRAINT api_key_requests_api_key_id_fkey FOREIGN KEY (api_key_id) REFERENCES public.api_keys(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_key_requests
    ADD CONSTRAINT api_key_requests_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_created_by FOREIGN KEY (tenant_id, created_by_key_id) REFERENCES public.api_keys(tenant_id, id);

ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT api_keys_user FOREIGN KEY (user_id, tenant_id) REFERENCES public.memberships(user_id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.billing_details
    ADD CONSTRAINT billing_details_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.brandings
    ADD CONSTRAINT brandings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.chat_settings
    ADD CONSTRAINT chat_settings_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.chats
    ADD CONSTRAINT chats_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.checkouts
    ADD CONSTRAINT checkouts_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.checkouts
    ADD CONSTRAINT checkouts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.contacts
    ADD CONSTRAINT contacts_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.customer_prices
    ADD CONSTRAINT customer_prices_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.subscription_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.customer_prices
    ADD CONSTRAINT customer_prices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.early_receipts
    ADD CONSTRAINT early_receipts_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.ended_queues
    ADD CONSTRAINT ended_queues_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incoming_webhooks
    ADD CONSTRAINT incoming_webhooks_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.incoming_webhooks
    ADD CONSTRAINT incoming_webhooks_template_id_tenant_id_fkey FOREIGN KEY (template_id, tenant_id) REFERENCES public.templates(id, tenant_id);

ALTER TABLE ONLY public.incoming_webhooks
    ADD CONSTRAINT incoming_webhooks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.instance_logs
    ADD CONSTRAINT instance_logs_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES public.instances(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.instance_logs
    ADD CONSTRAINT instance_logs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.instances
    ADD CONSTRAINT instances_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_credited_invoice_id_fkey FOREIGN KEY (credited_invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.invoices
    ADD CONSTRAINT invoices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.label_marks
    ADD CONSTRAINT label_marks_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.label_marks
    ADD CONSTRAINT label_marks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.labels
    ADD CONSTRAINT labels_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.labels
    ADD CONSTRAINT labels_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.lids
    ADD CONSTRAINT lids_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.link_tokens
    ADD CONSTRAINT link_tokens_api_key FOREIGN KEY (tenant_id, api_key_id) REFERENCES public.api_keys(tenant_id, id) ON DELETE CASCADE;

ALTER TABLE ONLY public.link_tokens
    ADD CONSTRAINT link_tokens_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.link_tokens
    ADD CONSTRAINT link_tokens_user FOREIGN KEY (user_id, tenant_id) REFERENCES public.memberships(user_id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mail_links
    ADD CONSTRAINT mail_links_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mail_links
    ADD CONSTRAINT mail_links_user FOREIGN KEY (user_id, tenant_id) REFERENCES public.users(id, tenant_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.mail_links(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_file FOREIGN KEY (tenant_id, sha256) REFERENCES public.media_files(tenant_id, sha256);

ALTER TABLE ONLY public.media_files
    ADD CONSTRAINT media_files_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media_renditions
    ADD CONSTRAINT media_rendition_file FOREIGN KEY (tenant_id, sha256) REFERENCES public.media_files(tenant_id, sha256);

ALTER TABLE ONLY public.media_renditions
    ADD CONSTRAINT media_renditions_media_id_fkey FOREIGN KEY (media_id) REFERENCES public.media(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media_renditions
    ADD CONSTRAINT media_renditions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media_storage
    ADD CONSTRAINT media_storage_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.media_uploads
    ADD CONSTRAINT media_uploads_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_answers
    ADD CONSTRAINT message_answers_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_answers
    ADD CONSTRAINT message_answers_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_reactions
    ADD CONSTRAINT message_reactions_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_reactions
    ADD CONSTRAINT message_reactions_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_receipts
    ADD CONSTRAINT message_receipts_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_receipts
    ADD CONSTRAINT message_receipts_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_stats
    ADD CONSTRAINT message_stats_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.message_words
    ADD CONSTRAINT message_words_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.messages
    ADD CONSTRAINT messages_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.opt_out_settings
    ADD CONSTRAINT opt_out_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.opt_outs
    ADD CONSTRAINT opt_outs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.outbound
    ADD CONSTRAINT outbound_media FOREIGN KEY (media_id) REFERENCES public.media(id);

ALTER TABLE ONLY public.outbound
    ADD CONSTRAINT outbound_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.paces
    ADD CONSTRAINT paces_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.paid_periods
    ADD CONSTRAINT paid_periods_cut_by_fkey FOREIGN KEY (cut_by) REFERENCES public.invoices(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.paid_periods
    ADD CONSTRAINT paid_periods_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.paid_periods
    ADD CONSTRAINT paid_periods_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.subscription_plans(id);

ALTER TABLE ONLY public.paid_periods
    ADD CONSTRAINT paid_periods_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.passkeys
    ADD CONSTRAINT passkeys_user FOREIGN KEY (user_id, tenant_id) REFERENCES public.users(id, tenant_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.payments
    ADD CONSTRAINT payments_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.plan_prices
    ADD CONSTRAINT plan_prices_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.subscription_plans(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.quota_notices
    ADD CONSTRAINT quota_notices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.raw_messages
    ADD CONSTRAINT raw_messages_message_id_fkey FOREIGN KEY (message_id) REFERENCES public.messages(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.raw_messages
    ADD CONSTRAINT raw_messages_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_acts_in FOREIGN KEY (user_id, acts_in) REFERENCES public.memberships(user_id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_user FOREIGN KEY (user_id, tenant_id) REFERENCES public.users(id, tenant_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES public.payments(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refunds
    ADD CONSTRAINT refunds_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.refused_facts
    ADD CONSTRAINT refused_facts_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_credentials
    ADD CONSTRAINT session_credentials_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_keys
    ADD CONSTRAINT session_keys_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_leases
    ADD CONSTRAINT session_leases_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES public.instances(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.session_leases
    ADD CONSTRAINT session_leases_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_proxies
    ADD CONSTRAINT session_proxies_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_spans
    ADD CONSTRAINT session_spans_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.session_suspects
    ADD CONSTRAINT session_suspects_session_id_tenant_id_fkey FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES public.instances(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.signal_keys
    ADD CONSTRAINT signal_keys_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_next_plan_id_fkey FOREIGN KEY (next_plan_id) REFERENCES public.subscription_plans(id);

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES public.subscription_plans(id);

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT subscriptions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.team_invitations
    ADD CONSTRAINT team_invitations_member FOREIGN KEY (invited_by, tenant_id) REFERENCES public.memberships(user_id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.team_invitations
    ADD CONSTRAINT team_invitations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_template_id_tenant_id_fkey FOREIGN KEY (template_id, tenant_id) REFERENCES public.templates(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.usage_stats
    ADD CONSTRAINT usage_stats_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_second_factors
    ADD CONSTRAINT user_second_factors_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.user_second_factors
    ADD CONSTRAINT user_second_factors_user FOREIGN KEY (user_id, tenant_id) REFERENCES public.users(id, tenant_id) ON UPDATE CASCADE ON DELETE CASCADE;

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.wallet_entries
    ADD CONSTRAINT wallet_entries_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES public.invoices(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.wallet_entries
    ADD CONSTRAINT wallet_entries_payment_id_fkey FOREIGN KEY (payment_id) REFERENCES public.payments(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.wallet_entries
    ADD CONSTRAINT wallet_entries_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_attempts
    ADD CONSTRAINT webhook_attempts_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES public.webhook_deliveries(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_backlog
    ADD CONSTRAINT webhook_backlog_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES public.webhook_deliveries(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_event_id_fkey FOREIGN KEY (event_id) REFERENCES public.events(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_webhook FOREIGN KEY (webhook_id, tenant_id) REFERENCES public.webhooks(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_session FOREIGN KEY (session_id, tenant_id) REFERENCES public.sessions(id, tenant_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.webhooks
    ADD CONSTRAINT webhooks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE;

ALTER TABLE public.account_exports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_key_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.billing_details ENABLE ROW LEVEL SECURITY;

CREATE POLICY bound_sessions ON public.chat_settings AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.chats AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.contacts AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.ended_queues AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.events AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.incoming_webhooks AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.instance_logs AS RESTRICTIVE TO wa_tenant USING ((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL));

CREATE POLICY bound_sessions ON public.instances AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR (EXISTS ( SELECT
   FROM public.sessions s
  WHERE ((s.instance_id)::text = (instances.id)::text)))));

CREATE POLICY bound_sessions ON public.label_marks AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.labels AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.lids AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.link_tokens AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.media AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR (session_id IS NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.message_answers AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.message_reactions AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.message_receipts AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.message_stats AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.messages AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.outbound AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.paces AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.session_proxies AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.session_spans AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.sessions AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[]))));

CREATE POLICY bound_sessions ON public.webhook_attempts AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR (EXISTS ( SELECT
   FROM public.webhook_deliveries d
  WHERE ((d.id)::text = (webhook_attempts.delivery_id)::text)))));

CREATE POLICY bound_sessions ON public.webhook_deliveries AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR (EXISTS ( SELECT
   FROM public.webhooks w
  WHERE ((w.id)::text = (webhook_deliveries.webhook_id)::text)))));

CREATE POLICY bound_sessions ON public.webhooks AS RESTRICTIVE TO wa_tenant USING (((( SELECT public.sees_all_sessions() AS sees_all_sessions) IS NOT NULL) OR ((session_id)::text = ANY (( SELECT public.bound_sessions() AS bound_sessions)::text[])) OR ((session_id IS NULL) AND (session_ids <> '{}'::text[]) AND (session_ids <@ ( SELECT public.bound_sessions() AS bound_sessions)))));

ALTER TABLE public.brandings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.chat_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.chats ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.checkouts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.contacts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.customer_prices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.early_receipts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.ended_queues ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.events ENABLE ROW LEVEL SECURITY;

CREATE POLICY everyone_reads ON public.subscription_plans FOR SELECT TO wa_tenant USING (true);

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.incoming_webhooks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.instance_logs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.instances ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invoices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.label_marks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.labels ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lids ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.link_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mail_links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mails ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.media ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.media_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.media_renditions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.media_storage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.media_uploads ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_answers ENABLE ROW LEVEL SECURITY;

CREATE POLICY message_own ON public.outbound AS RESTRICTIVE FOR INSERT TO wa_tenant WITH CHECK ((EXISTS ( SELECT
   FROM public.messages m
  WHERE (((m.id)::text = (outbound.message_id)::text) AND ((m.session_id)::text = (outbound.session_id)::text) AND ((m.tenant_id)::text = (outbound.tenant_id)::text)))));

ALTER TABLE public.message_reactions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_receipts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_stats ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_words ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.message_words_due ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opt_out_settings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.opt_outs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outbound ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.paces ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.paid_periods ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passkeys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.payments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.quota_notices ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.raw_messages ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.refresh_tokens ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.refunds ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.refused_facts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.session_credentials ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.session_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.session_leases ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.session_proxies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.session_spans ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.session_suspects ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.sessions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.signal_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.subscription_plans ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.subscriptions ENABLE ROW LEVEL SECURITY;

CREATE POLICY system_all ON public.account_exports TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.api_key_requests TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.api_keys TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.audit_log TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.billing_details TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.brandings TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.chat_settings TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.chats TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.checkouts TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.contacts TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.customer_prices TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.early_receipts TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.ended_queues TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.events TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.idempotency_keys TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.incoming_webhooks TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.instance_logs TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.instances TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.invoices TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.label_marks TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.labels TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.lids TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.link_tokens TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.mail_links TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.mails TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.media TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.media_files TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.media_renditions TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.media_storage TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.media_uploads TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.memberships TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.message_answers TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.message_reactions TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.message_receipts TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.message_stats TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.message_words TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.message_words_due TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.messages TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.opt_out_settings TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.opt_outs TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.outbound TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.paces TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.paid_periods TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.passkeys TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.payments TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.quota_notices TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.raw_messages TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.refresh_tokens TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.refunds TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.refused_facts TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.session_credentials TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.session_keys TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.session_leases TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.session_proxies TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.session_spans TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.session_suspects TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.sessions TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.signal_keys TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.subscription_plans TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.subscriptions TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.team_invitations TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.template_versions TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.templates TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.tenants TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.usage_stats TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.user_second_factors TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.users TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.wallet_entries TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.webhook_attempts TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.webhook_backlog TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.webhook_deliveries TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_all ON public.webhooks TO wa_system USING (true) WITH CHECK (true);

CREATE POLICY system_reads ON public.worker_logins FOR SELECT TO wa_system USING (true);

ALTER TABLE public.team_invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.template_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.templates ENABLE ROW LEVEL SECURITY;

CREATE POLICY tenant_own ON public.account_exports TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.api_key_requests FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.api_keys TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.audit_log TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.billing_details TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.brandings TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.chat_settings FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.chats TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.checkouts TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.contacts TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.customer_prices FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.ended_queues TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.events TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.idempotency_keys TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.incoming_webhooks TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.instance_logs FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.instances FOR SELECT TO wa_tenant USING ((((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)) OR (EXISTS ( SELECT
   FROM public.sessions s
  WHERE ((s.instance_id)::text = (instances.id)::text)))));

CREATE POLICY tenant_own ON public.invoices FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.label_marks FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.labels FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.lids FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.link_tokens TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.mail_links TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.mails TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.media TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.media_files TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.media_renditions TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.media_storage FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.memberships TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.message_answers FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.message_reactions FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.message_receipts FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.message_stats FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.message_words FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.messages TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.opt_out_settings TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.opt_outs TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.outbound TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.paces FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.paid_periods FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.passkeys TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.payments FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.refresh_tokens TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.refunds FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.session_proxies TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.session_spans FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.sessions TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.subscriptions TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.team_invitations TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.template_versions TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.templates TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.tenants TO wa_tenant USING (((id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.usage_stats TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.user_second_factors TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.users TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.wallet_entries FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.webhook_attempts FOR SELECT TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.webhook_deliveries TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

CREATE POLICY tenant_own ON public.webhooks TO wa_tenant USING (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant))) WITH CHECK (((tenant_id)::text = ( SELECT public.current_tenant() AS current_tenant)));

ALTER TABLE public.tenants ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.usage_stats ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.user_second_factors ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.wallet_entries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_backlog ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhook_deliveries ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.webhooks ENABLE ROW LEVEL SECURITY;

CREATE POLICY worker_leased ON public.chat_settings TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.chats TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.contacts TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.early_receipts TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.ended_queues TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.events TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.label_marks TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.labels TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.lids TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.media TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.media_uploads TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.message_answers TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.message_reactions TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.message_receipts TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.messages TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.outbound TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.paces TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.raw_messages TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.refused_facts TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.session_credentials TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.session_leases TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.session_proxies FOR SELECT TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[])));

CREATE POLICY worker_leased ON public.sessions TO wa_worker USING (((id)::text = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

CREATE POLICY worker_leased ON public.signal_keys TO wa_worker USING ((((session_id)::text || ''::text) = ANY (( SELECT public.worker_sessions() AS worker_sessions)::text[]))) WITH CHECK ((((session_id)::text || (tenant_id)::text) = ANY (( SELECT public.worker_places() AS worker_places)::text[])));

ALTER TABLE public.worker_logins ENABLE ROW LEVEL SECURITY;

CREATE POLICY worker_self ON public.instances FOR SELECT TO wa_worker USING (((id)::text = ( SELECT public.worker_instance() AS worker_instance)));

GRANT USAGE ON SCHEMA public TO wa_tenant;
GRANT USAGE ON SCHEMA public TO wa_worker;
GRANT USAGE ON SCHEMA public TO wa_system;

REVOKE ALL ON FUNCTION public.addresses_of(tenant text, address text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.addresses_of(tenant text, address text) TO wa_tenant;
GRANT ALL ON FUNCTION public.addresses_of(tenant text, address text) TO wa_system;

REVOKE ALL ON FUNCTION public.assume_messages() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.assume_messages_noted() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_keys TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.api_keys TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO wa_system;
GRANT SELECT ON TABLE public.users TO wa_tenant;

GRANT UPDATE(email) ON TABLE public.users TO wa_tenant;

GRANT UPDATE(name) ON TABLE public.users TO wa_tenant;

GRANT UPDATE(password_hash) ON TABLE public.users TO wa_tenant;

GRANT UPDATE(email_verified_at) ON TABLE public.users TO wa_tenant;

GRANT UPDATE(last_login_at) ON TABLE public.users TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_api_key(hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_api_key(hash bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_bound_key(hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_bound_key(hash bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_incoming_webhook(hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_incoming_webhook(hash bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_key(hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_key(hash bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_limited_key(hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_limited_key(hash bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_link_token(hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_link_token(hash bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_login(wanted_user text, wanted_family text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_login(wanted_user text, wanted_family text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_logins(users text[], families text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_logins(users text[], families text[]) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_mail_link(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_mail_link(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_member_logins(users text[], families text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_member_logins(users text[], families text[]) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_passkey(credential bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_passkey(credential bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_refresh_token(hash bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_refresh_token(hash bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_register(new_tenant text, new_user text, new_subscription text, mail text, full_name text, hash text, plan_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_register(new_tenant text, new_user text, new_subscription text, mail text, full_name text, hash text, plan_code text) TO wa_tenant;
GRANT ALL ON FUNCTION public.auth_register(new_tenant text, new_user text, new_subscription text, mail text, full_name text, hash text, plan_code text) TO wa_system;

REVOKE ALL ON FUNCTION public.auth_team_invitation(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_team_invitation(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.auth_user_by_email(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.auth_user_by_email(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.begin_erasure(erasure text, wanted text, by_whom text, administrator text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_erasure(erasure text, wanted text, by_whom text, administrator text) TO wa_system;

REVOKE ALL ON FUNCTION public.begin_own_erasure(erasure text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_own_erasure(erasure text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.begin_trial() FROM PUBLIC;
GRANT ALL ON FUNCTION public.begin_trial() TO wa_tenant;

REVOKE ALL ON FUNCTION public.bind_to_sessions(table_name text, shared boolean) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.bound_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION public.bound_sessions() TO wa_tenant;

REVOKE ALL ON FUNCTION public.close_worker_logins() FROM PUBLIC;
GRANT ALL ON FUNCTION public.close_worker_logins() TO wa_system;

REVOKE ALL ON FUNCTION public.copy_plan_limits() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.count_media_file() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.count_unlinked_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION public.count_unlinked_sessions() TO wa_tenant;

REVOKE ALL ON FUNCTION public.drop_status_files() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.end_outage(wanted_session text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.end_outage(wanted_session text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.enter_tenant(wanted_user text, wanted_tenant text, entry text, caller_ip text, about jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.enter_tenant(wanted_user text, wanted_tenant text, entry text, caller_ip text, about jsonb) TO wa_tenant;

REVOKE ALL ON FUNCTION public.events_news(tenants text[], since xid8, OUT tenant_ids text[], OUT horizon xid8) FROM PUBLIC;
GRANT ALL ON FUNCTION public.events_news(tenants text[], since xid8, OUT tenant_ids text[], OUT horizon xid8) TO wa_tenant;

REVOKE ALL ON FUNCTION public.export_of_link(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.export_of_link(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.fail_ended_queues() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.fan_out_events() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.find_words(wanted text[], before text, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.find_words(wanted text[], before text, most integer) TO wa_tenant;

REVOKE ALL ON FUNCTION public.first_message_id(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.first_message_id(at timestamp with time zone) TO wa_tenant;
GRANT ALL ON FUNCTION public.first_message_id(at timestamp with time zone) TO wa_system;

REVOKE ALL ON FUNCTION public.fold_text(text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fold_text(text) TO wa_tenant;
GRANT ALL ON FUNCTION public.fold_text(text) TO wa_worker;
GRANT ALL ON FUNCTION public.fold_text(text) TO wa_system;

REVOKE ALL ON FUNCTION public.fold_word(text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.fold_word(text) TO wa_tenant;
GRANT ALL ON FUNCTION public.fold_word(text) TO wa_worker;
GRANT ALL ON FUNCTION public.fold_word(text) TO wa_system;

REVOKE ALL ON FUNCTION public.follow_subscription_status() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.forget_labels() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.forget_link(wanted_session text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.forget_link(wanted_session text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.forget_next_plan() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.forget_price_of_plan() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.go_on_acting() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.instances TO wa_system;
GRANT SELECT ON TABLE public.instances TO wa_tenant;
GRANT SELECT ON TABLE public.instances TO wa_worker;

REVOKE ALL ON FUNCTION public.health_instances() FROM PUBLIC;
GRANT ALL ON FUNCTION public.health_instances() TO wa_tenant;
GRANT ALL ON FUNCTION public.health_instances() TO wa_system;

REVOKE ALL ON FUNCTION public.hear_opt_out(message_id text, tenant text, session text, chat text, body text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.hold_webhooks() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.join_contacts() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.join_team(wanted text, wanted_round integer, known_user text, new_membership text, is_proved boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.join_team(wanted text, wanted_round integer, known_user text, new_membership text, is_proved boolean) TO wa_tenant;

REVOKE ALL ON FUNCTION public.join_team_anew(wanted text, wanted_round integer, new_user text, new_membership text, full_name text, hash text, is_proved boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.join_team_anew(wanted text, wanted_round integer, new_user text, new_membership text, full_name text, hash text, is_proved boolean) TO wa_tenant;

REVOKE ALL ON FUNCTION public.keep_an_owner() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.keep_issued_invoice() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.keep_payment_notice(notice text, provider text, event text, reference text, raw bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION public.keep_payment_notice(notice text, provider text, event text, reference text, raw bytea) TO wa_tenant;

REVOKE ALL ON FUNCTION public.keep_received_file(session text, sha text, size bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.keep_received_file(session text, sha text, size bigint) TO wa_worker;

REVOKE ALL ON FUNCTION public.log_key_requests(lines jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.log_key_requests(lines jsonb) TO wa_tenant;

REVOKE ALL ON FUNCTION public.media_of_link(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.media_of_link(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.message_quarter(id text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.message_quarter(id text) TO wa_tenant;
GRANT ALL ON FUNCTION public.message_quarter(id text) TO wa_system;

REVOKE ALL ON FUNCTION public.move_home(wanted text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.next_span(tenant text, session text, next text, why text, at timestamp with time zone) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_canceled() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_changed_words() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_chats() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_client_version(used bigint, origin text, outcome text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.note_client_version(used bigint, origin text, outcome text) TO wa_worker;

REVOKE ALL ON FUNCTION public.note_contacts() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_late_opt_out() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_opt_outs() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_span() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.note_words() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.open_worker_login(instance text, verifier text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.open_worker_login(instance text, verifier text) TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.opt_outs TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.opt_outs TO wa_tenant;

REVOKE ALL ON FUNCTION public.opt_out_json(one public.opt_outs) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.opt_out_word(tenant text, body text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.outgoing_media(message_ids text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.outgoing_media(message_ids text[]) TO wa_worker;

REVOKE ALL ON FUNCTION public.own_new_tenant() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.plan_follows_price() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.price_follows_plan() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.protect_table(table_name text, tenant text, worker text, system text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.put_call_answer(session text, caller text, call text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.put_call_answer(session text, caller text, call text) TO wa_worker;

REVOKE ALL ON FUNCTION public.put_checkout_job() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.put_delivery_jobs(ids text[], run_ats timestamp with time zone[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.put_delivery_jobs(ids text[], run_ats timestamp with time zone[]) TO wa_system;

REVOKE ALL ON FUNCTION public.put_drain_jobs(ids text[], run_ats timestamp with time zone[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.put_drain_jobs(ids text[], run_ats timestamp with time zone[]) TO wa_system;

REVOKE ALL ON FUNCTION public.put_erasure_job(at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.put_erasure_job(at timestamp with time zone) TO wa_system;

REVOKE ALL ON FUNCTION public.put_export_job() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.put_mail_job() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.put_media_job(task text, media text, purpose text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.put_media_job(task text, media text, purpose text) TO wa_system;

REVOKE ALL ON FUNCTION public.put_opt_out_job() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.put_refund_job() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.put_subscription_job() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.remove_member(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.remove_member(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.replay_delivery(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.replay_delivery(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.role_away(role text, home text, tenant text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.room_for_files(session text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.room_for_files(session text) TO wa_worker;

REVOKE ALL ON FUNCTION public.runs_all_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION public.runs_all_sessions() TO wa_tenant;

REVOKE ALL ON FUNCTION public.search_mark(tenant text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.search_mark(tenant text) TO wa_tenant;
GRANT ALL ON FUNCTION public.search_mark(tenant text) TO wa_system;

REVOKE ALL ON FUNCTION public.sees_all_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION public.sees_all_sessions() TO wa_tenant;

REVOKE ALL ON FUNCTION public.sent_media(session text, message text, sent_as text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.sent_media(session text, message text, sent_as text) TO wa_worker;

REVOKE ALL ON FUNCTION public.set_media_expiry() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.start_chosen_replay(wanted text, since timestamp with time zone, until timestamp with time zone, chosen jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.start_chosen_replay(wanted text, since timestamp with time zone, until timestamp with time zone, chosen jsonb) TO wa_tenant;

REVOKE ALL ON FUNCTION public.start_webhook_replay(wanted text, since timestamp with time zone, until timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION public.start_webhook_replay(wanted text, since timestamp with time zone, until timestamp with time zone) TO wa_tenant;

REVOKE ALL ON FUNCTION public.status_in(status text, home text, tenant text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.take_invitation(hash bytea, mail text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.take_invitation(hash bytea, mail text) TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.team_invitations TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.team_invitations TO wa_tenant;

GRANT UPDATE(invited_by) ON TABLE public.team_invitations TO wa_tenant;

GRANT UPDATE(round) ON TABLE public.team_invitations TO wa_tenant;

GRANT UPDATE(sent_at) ON TABLE public.team_invitations TO wa_tenant;

GRANT UPDATE(expires_at) ON TABLE public.team_invitations TO wa_tenant;

REVOKE ALL ON FUNCTION public.take_team_invitation(wanted text, wanted_round integer) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.team_users() FROM PUBLIC;
GRANT ALL ON FUNCTION public.team_users() TO wa_tenant;
GRANT ALL ON FUNCTION public.team_users() TO wa_system;

REVOKE ALL ON FUNCTION public.tenants_of(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.tenants_of(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.use_link_token() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.wake_webhook(wanted text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.wake_webhook(wanted text) TO wa_tenant;

REVOKE ALL ON FUNCTION public.was_met(wanted_session text, wanted_chat text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.was_met(wanted_session text, wanted_chat text) TO wa_worker;
GRANT ALL ON FUNCTION public.was_met(wanted_session text, wanted_chat text) TO wa_tenant;
GRANT ALL ON FUNCTION public.was_met(wanted_session text, wanted_chat text) TO wa_system;

REVOKE ALL ON FUNCTION public.webhook_wants(types text[], sessions text[], filter jsonb, type text, session text, data jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.webhook_wants(types text[], sessions text[], filter jsonb, type text, session text, data jsonb) TO wa_system;
GRANT ALL ON FUNCTION public.webhook_wants(types text[], sessions text[], filter jsonb, type text, session text, data jsonb) TO wa_tenant;

REVOKE ALL ON FUNCTION public.words_query(tenant text, wanted text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.words_query(tenant text, wanted text[]) TO wa_tenant;

REVOKE ALL ON FUNCTION public.work_on_media() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.work_on_rendition() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.worker_instance() FROM PUBLIC;
GRANT ALL ON FUNCTION public.worker_instance() TO wa_worker;

REVOKE ALL ON FUNCTION public.worker_places() FROM PUBLIC;
GRANT ALL ON FUNCTION public.worker_places() TO wa_worker;

REVOKE ALL ON FUNCTION public.worker_sessions() FROM PUBLIC;
GRANT ALL ON FUNCTION public.worker_sessions() TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_exports TO wa_system;
GRANT SELECT,INSERT ON TABLE public.account_exports TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.api_key_requests TO wa_system;
GRANT SELECT ON TABLE public.api_key_requests TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.audit_log TO wa_system;
GRANT SELECT,INSERT ON TABLE public.audit_log TO wa_tenant;

GRANT SELECT ON TABLE public.billing_details TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.billing_details TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.brandings TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.brandings TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.chat_settings TO wa_system;
GRANT SELECT ON TABLE public.chat_settings TO wa_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(chat_id) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(name) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(archived) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(pinned_at) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(muted) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(muted_until) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(marked_unread) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(disappearing_seconds) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(cleared_upto) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(cleared_at) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(hidden) ON TABLE public.chat_settings TO wa_worker;

GRANT UPDATE(disappearing_set_at) ON TABLE public.chat_settings TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.chats TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.chats TO wa_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.chats TO wa_worker;

GRANT UPDATE(chat_id) ON TABLE public.chats TO wa_worker;

GRANT UPDATE(last_message_id) ON TABLE public.chats TO wa_worker;

GRANT UPDATE(unread_count) ON TABLE public.chats TO wa_worker;

GRANT UPDATE(name) ON TABLE public.chats TO wa_worker;

GRANT SELECT,UPDATE ON TABLE public.checkouts TO wa_system;
GRANT SELECT,INSERT ON TABLE public.checkouts TO wa_tenant;

GRANT SELECT,UPDATE ON TABLE public.client_version_looks TO wa_system;
GRANT SELECT ON TABLE public.client_version_looks TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.client_versions TO wa_system;
GRANT SELECT ON TABLE public.client_versions TO wa_tenant;
GRANT SELECT ON TABLE public.client_versions TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.contacts TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.contacts TO wa_tenant;
GRANT SELECT,INSERT ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(jid) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(lid) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(user_name) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(push_name) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(saved_name) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(business_name) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(joined_into) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(created_at) ON TABLE public.contacts TO wa_worker;

GRANT UPDATE(status_muted) ON TABLE public.contacts TO wa_worker;

GRANT SELECT,INSERT,UPDATE ON TABLE public.customer_prices TO wa_system;
GRANT SELECT ON TABLE public.customer_prices TO wa_tenant;

GRANT SELECT ON TABLE public.default_opt_out_words TO wa_tenant;
GRANT SELECT ON TABLE public.default_opt_out_words TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.early_receipts TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.early_receipts TO wa_worker;

GRANT UPDATE(whatsapp_id) ON TABLE public.early_receipts TO wa_worker;

GRANT UPDATE(person_id) ON TABLE public.early_receipts TO wa_worker;

GRANT UPDATE(group_id) ON TABLE public.early_receipts TO wa_worker;

GRANT UPDATE(delivered_at) ON TABLE public.early_receipts TO wa_worker;

GRANT UPDATE(read_at) ON TABLE public.early_receipts TO wa_worker;

GRANT UPDATE(played_at) ON TABLE public.early_receipts TO wa_worker;

GRANT UPDATE(kept_at) ON TABLE public.early_receipts TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.ended_queues TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.ended_queues TO wa_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.ended_queues TO wa_worker;

GRANT SELECT,UPDATE ON TABLE public.erasures TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.events TO wa_system;
GRANT SELECT,INSERT ON TABLE public.events TO wa_tenant;
GRANT INSERT ON TABLE public.events TO wa_worker;

GRANT USAGE ON SEQUENCE public.events_seq_seq TO wa_system;
GRANT USAGE ON SEQUENCE public.events_seq_seq TO wa_tenant;
GRANT USAGE ON SEQUENCE public.events_seq_seq TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incoming_webhooks TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.incoming_webhooks TO wa_tenant;

GRANT SELECT ON TABLE public.installation_settings TO wa_tenant;
GRANT SELECT,UPDATE ON TABLE public.installation_settings TO wa_system;

GRANT SELECT,INSERT ON TABLE public.instance_logs TO wa_system;
GRANT SELECT ON TABLE public.instance_logs TO wa_tenant;

GRANT SELECT,INSERT,UPDATE ON TABLE public.invoice_counters TO wa_system;

GRANT SELECT,INSERT,UPDATE ON TABLE public.invoices TO wa_system;
GRANT SELECT ON TABLE public.invoices TO wa_tenant;

GRANT SELECT,INSERT ON TABLE public.issued_documents TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.label_marks TO wa_system;
GRANT SELECT ON TABLE public.label_marks TO wa_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.label_marks TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.labels TO wa_system;
GRANT SELECT ON TABLE public.labels TO wa_tenant;
GRANT SELECT,INSERT ON TABLE public.labels TO wa_worker;

GRANT UPDATE(label_id) ON TABLE public.labels TO wa_worker;

GRANT UPDATE(name) ON TABLE public.labels TO wa_worker;

GRANT UPDATE(color) ON TABLE public.labels TO wa_worker;

GRANT UPDATE(predefined_id) ON TABLE public.labels TO wa_worker;

GRANT UPDATE(deleted) ON TABLE public.labels TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lids TO wa_system;
GRANT SELECT ON TABLE public.lids TO wa_tenant;
GRANT SELECT,INSERT ON TABLE public.lids TO wa_worker;

GRANT UPDATE(lid) ON TABLE public.lids TO wa_worker;

GRANT UPDATE(jid) ON TABLE public.lids TO wa_worker;

GRANT UPDATE(learned_at) ON TABLE public.lids TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.link_tokens TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.link_tokens TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mail_links TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.mail_links TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mails TO wa_system;
GRANT SELECT,INSERT ON TABLE public.mails TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.media TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.media TO wa_tenant;
GRANT SELECT,INSERT ON TABLE public.media TO wa_worker;

GRANT UPDATE(status) ON TABLE public.media TO wa_worker;

GRANT UPDATE(reason) ON TABLE public.media TO wa_worker;

GRANT UPDATE(sha256) ON TABLE public.media TO wa_worker;

GRANT UPDATE(bytes) ON TABLE public.media TO wa_worker;

GRANT UPDATE(mime_type) ON TABLE public.media TO wa_worker;

GRANT UPDATE(file_name) ON TABLE public.media TO wa_worker;

GRANT UPDATE(width) ON TABLE public.media TO wa_worker;

GRANT UPDATE(height) ON TABLE public.media TO wa_worker;

GRANT UPDATE(seconds) ON TABLE public.media TO wa_worker;

GRANT UPDATE(page_count) ON TABLE public.media TO wa_worker;

GRANT UPDATE(thumbnail) ON TABLE public.media TO wa_worker;

GRANT UPDATE(waveform) ON TABLE public.media TO wa_worker;

GRANT UPDATE(origin) ON TABLE public.media TO wa_worker;

GRANT UPDATE(attempts) ON TABLE public.media TO wa_worker;

GRANT UPDATE(next_attempt_at) ON TABLE public.media TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.media_files TO wa_system;
GRANT SELECT,INSERT ON TABLE public.media_files TO wa_tenant;

GRANT UPDATE(stored_at) ON TABLE public.media_files TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.media_renditions TO wa_system;
GRANT SELECT,INSERT ON TABLE public.media_renditions TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.media_storage TO wa_system;
GRANT SELECT ON TABLE public.media_storage TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.media_uploads TO wa_system;
GRANT SELECT,INSERT ON TABLE public.media_uploads TO wa_worker;

GRANT UPDATE(sealed) ON TABLE public.media_uploads TO wa_worker;

GRANT UPDATE(uploaded_at) ON TABLE public.media_uploads TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO wa_system;
GRANT SELECT ON TABLE public.memberships TO wa_tenant;

GRANT UPDATE(role) ON TABLE public.memberships TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_answers TO wa_system;
GRANT SELECT ON TABLE public.message_answers TO wa_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.message_answers TO wa_worker;

GRANT UPDATE(answer) ON TABLE public.message_answers TO wa_worker;

GRANT UPDATE(answered_at) ON TABLE public.message_answers TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_reactions TO wa_system;
GRANT SELECT ON TABLE public.message_reactions TO wa_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.message_reactions TO wa_worker;

GRANT UPDATE(emoji) ON TABLE public.message_reactions TO wa_worker;

GRANT UPDATE(reacted_at) ON TABLE public.message_reactions TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_receipts TO wa_system;
GRANT SELECT ON TABLE public.message_receipts TO wa_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.message_receipts TO wa_worker;

GRANT UPDATE(person_id) ON TABLE public.message_receipts TO wa_worker;

GRANT UPDATE(delivered_at) ON TABLE public.message_receipts TO wa_worker;

GRANT UPDATE(read_at) ON TABLE public.message_receipts TO wa_worker;

GRANT UPDATE(played_at) ON TABLE public.message_receipts TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_stats TO wa_system;
GRANT SELECT ON TABLE public.message_stats TO wa_tenant;

GRANT SELECT ON TABLE public.message_stats_state TO wa_tenant;
GRANT SELECT,UPDATE ON TABLE public.message_stats_state TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_words TO wa_system;
GRANT SELECT ON TABLE public.message_words TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.message_words_due TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.messages TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.messages TO wa_tenant;
GRANT SELECT,INSERT ON TABLE public.messages TO wa_worker;

GRANT UPDATE(direction) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(status) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(whatsapp_id) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(chat_id) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(sender_id) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(push_name) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(type) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(content) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(error) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(whatsapp_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(queued_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(sent_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(delivered_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(read_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(failed_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(priority) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(send_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(expires_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(recipient) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(secret) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(edited_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(deleted_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(recipients_count) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(delivered_count) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(read_count) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(played_count) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(played_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(pinned_until) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(starred_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(deleted_for_me) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(disappears_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(kept_at) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(keep_refused) ON TABLE public.messages TO wa_worker;

GRANT UPDATE(quota_return) ON TABLE public.messages TO wa_worker;

GRANT SELECT ON TABLE public.operation_notes TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.opt_out_settings TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.opt_out_settings TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbound TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.outbound TO wa_tenant;
GRANT SELECT,DELETE ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(chat_id) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(attempts) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(run_at) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(claimed_epoch) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(priority) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(expires_at) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(turn) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(began_epoch) ON TABLE public.outbound TO wa_worker;

GRANT UPDATE(lost_connections) ON TABLE public.outbound TO wa_worker;

GRANT USAGE ON SEQUENCE public.outbound_seq_seq TO wa_system;
GRANT USAGE ON SEQUENCE public.outbound_seq_seq TO wa_tenant;
GRANT USAGE ON SEQUENCE public.outbound_seq_seq TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.paces TO wa_system;
GRANT SELECT ON TABLE public.paces TO wa_tenant;
GRANT SELECT,INSERT,DELETE ON TABLE public.paces TO wa_worker;

GRANT UPDATE(chat_id) ON TABLE public.paces TO wa_worker;

GRANT UPDATE(last_at) ON TABLE public.paces TO wa_worker;

GRANT SELECT,INSERT ON TABLE public.paid_periods TO wa_system;
GRANT SELECT ON TABLE public.paid_periods TO wa_tenant;

GRANT UPDATE(starts_at) ON TABLE public.paid_periods TO wa_system;

GRANT UPDATE(ends_at) ON TABLE public.paid_periods TO wa_system;

GRANT UPDATE(cut_by) ON TABLE public.paid_periods TO wa_system;

GRANT UPDATE(cut_from) ON TABLE public.paid_periods TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkeys TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passkeys TO wa_tenant;

GRANT SELECT,DELETE ON TABLE public.payment_notices TO wa_system;

GRANT UPDATE(status) ON TABLE public.payment_notices TO wa_system;

GRANT UPDATE(outcome) ON TABLE public.payment_notices TO wa_system;

GRANT SELECT,INSERT ON TABLE public.payments TO wa_system;
GRANT SELECT ON TABLE public.payments TO wa_tenant;

GRANT UPDATE(status) ON TABLE public.payments TO wa_system;

GRANT UPDATE(refunded_minor) ON TABLE public.payments TO wa_system;

GRANT UPDATE(wallet_minor) ON TABLE public.payments TO wa_system;

GRANT SELECT ON TABLE public.plan_prices TO wa_tenant;
GRANT SELECT,INSERT,UPDATE ON TABLE public.plan_prices TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.quota_notices TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.raw_messages TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.raw_messages TO wa_worker;

GRANT UPDATE(tried) ON TABLE public.raw_messages TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refresh_tokens TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refresh_tokens TO wa_tenant;

GRANT SELECT,INSERT ON TABLE public.refunds TO wa_system;
GRANT SELECT ON TABLE public.refunds TO wa_tenant;

GRANT UPDATE(status) ON TABLE public.refunds TO wa_system;

GRANT UPDATE(error) ON TABLE public.refunds TO wa_system;

GRANT UPDATE(asked_at) ON TABLE public.refunds TO wa_system;

GRANT UPDATE(accepted_at) ON TABLE public.refunds TO wa_system;

GRANT UPDATE(finished_at) ON TABLE public.refunds TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refused_facts TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.refused_facts TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.registration_invitations TO wa_system;

GRANT SELECT,UPDATE ON TABLE public.scale_bounds TO wa_system;

GRANT SELECT,INSERT,DELETE ON TABLE public.scale_decisions TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.service_heartbeats TO wa_system;

GRANT SELECT(role) ON TABLE public.service_heartbeats TO wa_tenant;

GRANT SELECT(started_at) ON TABLE public.service_heartbeats TO wa_tenant;

GRANT SELECT(seen_at) ON TABLE public.service_heartbeats TO wa_tenant;

GRANT SELECT(details) ON TABLE public.service_heartbeats TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session_credentials TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.session_credentials TO wa_worker;

GRANT UPDATE(sealed) ON TABLE public.session_credentials TO wa_worker;

GRANT UPDATE(epoch) ON TABLE public.session_credentials TO wa_worker;

GRANT UPDATE(updated_at) ON TABLE public.session_credentials TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session_keys TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session_leases TO wa_system;
GRANT SELECT ON TABLE public.session_leases TO wa_worker;

GRANT UPDATE(expires_at) ON TABLE public.session_leases TO wa_worker;

GRANT UPDATE(renewed_at) ON TABLE public.session_leases TO wa_worker;

GRANT SELECT ON TABLE public.session_proxies TO wa_system;
GRANT INSERT,DELETE ON TABLE public.session_proxies TO wa_tenant;
GRANT SELECT ON TABLE public.session_proxies TO wa_worker;

GRANT SELECT(session_id) ON TABLE public.session_proxies TO wa_tenant;

GRANT SELECT(tenant_id) ON TABLE public.session_proxies TO wa_tenant;

GRANT UPDATE(handed_in) ON TABLE public.session_proxies TO wa_system;
GRANT UPDATE(handed_in) ON TABLE public.session_proxies TO wa_tenant;

GRANT UPDATE(sealed) ON TABLE public.session_proxies TO wa_system;
GRANT UPDATE(sealed) ON TABLE public.session_proxies TO wa_tenant;

GRANT SELECT,DELETE ON TABLE public.session_spans TO wa_system;
GRANT SELECT ON TABLE public.session_spans TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.session_suspects TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO wa_tenant;
GRANT SELECT ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(status) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(status_reason) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(desired) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(phone_number) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(jid) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(lid) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(push_name) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(platform) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(qr) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(qr_expires_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(pairing_phone_number) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(linked_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(connected_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(last_seen_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(updated_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(next_attempt_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(pairing_expires_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(logout_requested_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(passkey_options) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(passkey_expires_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(passkey_code) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(passkey_confirm) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(passkey_code_expires_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(restricted_until) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(restriction) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(new_chats_status) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(new_chats_used) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(new_chats_total) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(new_chats_renew_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(limits_read_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(first_messages_wait) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(last_heard) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(last_heard_at) ON TABLE public.sessions TO wa_worker;

GRANT UPDATE(unhealthy_since) ON TABLE public.sessions TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signal_keys TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.signal_keys TO wa_worker;

GRANT UPDATE(kind) ON TABLE public.signal_keys TO wa_worker;

GRANT UPDATE(key_id) ON TABLE public.signal_keys TO wa_worker;

GRANT UPDATE(sealed) ON TABLE public.signal_keys TO wa_worker;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.subscription_plans TO wa_system;
GRANT SELECT ON TABLE public.subscription_plans TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.subscriptions TO wa_system;
GRANT SELECT ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(plan_id) ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(status) ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(current_period_start) ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(current_period_end) ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(price_id) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(price_currency) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(price_interval) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(price_minor) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(stage) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(stage_since) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(past_due_since) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(limited_since) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(reminders_sent) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(reminded_at) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(trial_ends_at) ON TABLE public.subscriptions TO wa_system;

GRANT UPDATE(cancel_at_period_end) ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(next_plan_id) ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(next_price_id) ON TABLE public.subscriptions TO wa_tenant;

GRANT UPDATE(keep_session_ids) ON TABLE public.subscriptions TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.template_versions TO wa_system;
GRANT SELECT,INSERT,DELETE ON TABLE public.template_versions TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.templates TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.templates TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.tenants TO wa_system;
GRANT SELECT ON TABLE public.tenants TO wa_tenant;

GRANT UPDATE(name) ON TABLE public.tenants TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.usage_stats TO wa_system;
GRANT SELECT,INSERT,UPDATE ON TABLE public.usage_stats TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_second_factors TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.user_second_factors TO wa_tenant;

GRANT SELECT,INSERT ON TABLE public.wallet_entries TO wa_system;
GRANT SELECT ON TABLE public.wallet_entries TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_attempts TO wa_system;
GRANT SELECT ON TABLE public.webhook_attempts TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_backlog TO wa_system;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhook_deliveries TO wa_system;
GRANT SELECT ON TABLE public.webhook_deliveries TO wa_tenant;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhooks TO wa_system;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.webhooks TO wa_tenant;

GRANT SELECT ON TABLE public.worker_logins TO wa_system;
