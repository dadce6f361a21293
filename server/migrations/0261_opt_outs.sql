-- compatible with 0260+: people who do not want to be written to, and the words by which they say so

-- A text as it is compared with those words: as it is searched, without what stands around and between words.
create function fold_word(text) returns text language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as $$
  select btrim(regexp_replace(public.fold_text($1), '[-!-/:-@[-`{-~\s\u00a0\u00ab\u00bb\u2018-\u201f\u2026\u00a1\u00bf\u060c\u061b\u061f\u06d4\u0964\u3001\u3002\uff01\uff0c\uff1f]+', ' ', 'g'))
$$;
revoke all on function fold_word(text) from public;
grant execute on function fold_word(text) to wa_tenant, wa_worker, wa_system;

create table default_opt_out_words (
  folded text not null,
  kind text not null check (kind in ('stop', 'start')),
  language text not null,
  word text not null,
  primary key (folded, kind, language, word)
);
grant select on default_opt_out_words to wa_tenant, wa_system;
insert into default_opt_out_words (folded, kind, language, word)
select distinct fold_word(word), kind, language, word from (values
  ('stop', 'en', array['stop', 'stop all', 'stopall', 'unsubscribe', 'opt out', 'opt-out', 'optout']),
  ('stop', 'ar', array['توقف', 'قف', 'أوقف', 'إيقاف', 'إلغاء الاشتراك']),
  ('stop', 'fr', array['arrêt', 'arrêter', 'arrêtez', 'désabonner', 'me désabonner', 'désinscription', 'désinscrire']),
  ('stop', 'es', array['baja', 'parar', 'detener', 'darme de baja', 'cancelar suscripción', 'desuscribir']),
  ('stop', 'pt', array['parar', 'pare', 'descadastrar', 'cancelar inscrição']),
  ('stop', 'de', array['stopp', 'abmelden', 'abbestellen', 'austragen']),
  ('stop', 'it', array['ferma', 'fermare', 'annulla iscrizione', 'disiscrivimi', 'cancellami']),
  ('stop', 'nl', array['afmelden', 'uitschrijven', 'stoppen']),
  ('stop', 'ru', array['стоп', 'отписаться', 'отписка', 'отпишите']),
  ('stop', 'uk', array['відписатися', 'відписка', 'зупинити']),
  ('stop', 'pl', array['wypisz', 'wypisz mnie', 'rezygnuję', 'zatrzymaj']),
  ('stop', 'tr', array['dur', 'durdur', 'abonelikten çık', 'listeden çık']),
  ('stop', 'hi', array['रोकें', 'बंद करें', 'रुकें', 'सदस्यता समाप्त']),
  ('stop', 'bn', array['বন্ধ করুন', 'থামুন', 'বন্ধ']),
  ('stop', 'ur', array['بند کریں', 'روکیں', 'رکو']),
  ('stop', 'fa', array['لغو اشتراک', 'لغو ۱۱']),
  ('stop', 'he', array['הסר', 'הסרה', 'הסירו אותי', 'עצור']),
  ('stop', 'id', array['berhenti', 'hentikan', 'henti', 'stop langganan']),
  ('stop', 'ms', array['berhenti', 'batal langganan']),
  ('stop', 'vi', array['dừng', 'ngừng', 'hủy đăng ký']),
  ('stop', 'th', array['หยุด', 'ยกเลิกการรับข่าวสาร']),
  ('stop', 'zh', array['停止', '退订', '退訂', '取消订阅', '取消訂閱', 'td']),
  ('stop', 'ja', array['停止', '配信停止', '登録解除']),
  ('stop', 'ko', array['중지', '중단', '수신거부', '구독취소']),
  ('stop', 'sv', array['stopp', 'avregistrera', 'avsluta']),
  ('stop', 'da', array['stop', 'afmeld', 'frameld']),
  ('stop', 'no', array['stopp', 'avslutt', 'meld av', 'avmeld']),
  ('stop', 'fi', array['lopeta', 'peruuta tilaus']),
  ('stop', 'el', array['διακοπή', 'σταμάτα', 'διαγραφή']),
  ('stop', 'ro', array['dezabonare', 'dezabonează', 'oprește']),
  ('stop', 'cs', array['odhlásit', 'zastavit', 'odhlásit odběr']),
  ('stop', 'hu', array['leiratkozás', 'leiratkozom', 'leállítás']),
  ('stop', 'sw', array['acha', 'sitisha', 'ondoa']),
  ('start', 'en', array['start', 'unstop', 'subscribe', 'opt in', 'opt-in', 'optin']),
  ('start', 'ar', array['ابدأ', 'بدء', 'اشترك', 'اشتراك']),
  ('start', 'fr', array['démarrer', 'reprendre', 'm''abonner', 'abonner']),
  ('start', 'es', array['alta', 'iniciar', 'empezar', 'suscribir']),
  ('start', 'pt', array['iniciar', 'começar', 'inscrever']),
  ('start', 'de', array['starten', 'anmelden', 'abonnieren']),
  ('start', 'it', array['inizia', 'iscrivimi', 'iscriviti']),
  ('start', 'nl', array['aanmelden', 'inschrijven', 'starten']),
  ('start', 'ru', array['старт', 'подписаться', 'подписка']),
  ('start', 'uk', array['підписатися', 'підписка', 'почати']),
  ('start', 'pl', array['zapisz', 'zapisz mnie', 'wznów']),
  ('start', 'tr', array['başla', 'başlat', 'abone ol']),
  ('start', 'hi', array['शुरू करें', 'शुरू', 'सदस्यता लें']),
  ('start', 'bn', array['শুরু করুন', 'শুরু']),
  ('start', 'ur', array['شروع کریں', 'شروع']),
  ('start', 'fa', array['شروع', 'اشتراک']),
  ('start', 'he', array['התחל', 'הירשם', 'הרשמה']),
  ('start', 'id', array['mulai', 'langganan']),
  ('start', 'ms', array['mula', 'langgan']),
  ('start', 'vi', array['bắt đầu', 'đăng ký']),
  ('start', 'th', array['เริ่ม', 'สมัคร']),
  ('start', 'zh', array['开始', '開始', '订阅', '訂閱']),
  ('start', 'ja', array['開始', '再開', '登録']),
  ('start', 'ko', array['시작', '재개', '구독']),
  ('start', 'sv', array['starta', 'prenumerera']),
  ('start', 'da', array['start', 'tilmeld']),
  ('start', 'no', array['start', 'meld på', 'påmeld']),
  ('start', 'fi', array['aloita', 'tilaa']),
  ('start', 'el', array['έναρξη', 'εγγραφή']),
  ('start', 'ro', array['începe', 'abonare']),
  ('start', 'cs', array['začít', 'přihlásit odběr']),
  ('start', 'hu', array['kezdés', 'feliratkozás', 'feliratkozom']),
  ('start', 'sw', array['anza', 'jiunge'])
) as of_language (kind, language, words), unnest(words) word;

-- The words of a tenant that has chosen its own.
create table opt_out_settings (
  tenant_id id primary key references tenants on delete cascade,
  stop_words text[] not null check (cardinality(stop_words) <= 500),
  start_words text[] not null check (cardinality(start_words) <= 500),
  stop_folded text[] not null,
  start_folded text[] not null,
  updated_at timestamptz not null default now()
);
create trigger opt_out_settings_touch before update on opt_out_settings for each row execute function touch_updated_at();
select protect_table('opt_out_settings', tenant => 'select, insert, update, delete');

create table opt_outs (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  -- The JID of the number, or the LID while no number is known.
  address text not null check (length(address) <= 100),
  source text not null check (source in ('word', 'api')),
  -- What the person wrote, and in which message.
  word text,
  message_id id,
  created_at timestamptz not null default now(),
  unique (tenant_id, address)
);
create index opt_outs_list on opt_outs (tenant_id, id desc);
select protect_table('opt_outs', tenant => 'select, insert, delete');

create index lids_jid on lids (tenant_id, jid);

-- Every address under which a tenant knows a person.
create function addresses_of(tenant text, address text) returns text[] language sql stable parallel safe
  set search_path = pg_catalog, public, pg_temp as $$
  select array[address] || array(select l.jid from public.lids l where l.tenant_id = tenant and l.lid = address)
    || array(select l.lid from public.lids l where l.tenant_id = tenant and l.jid = address)
$$;
revoke all on function addresses_of(text, text) from public;
grant execute on function addresses_of(text, text) to wa_tenant, wa_system;

-- What a text says to a tenant: 'stop', 'start', or nothing (null). Only a word alone does.
create function opt_out_word(tenant text, body text) returns text language sql stable
  set search_path = pg_catalog, public, pg_temp as $$
  select case when own.tenant_id is null then (select d.kind from public.default_opt_out_words d where d.folded = said.word order by d.kind desc limit 1)
    when said.word = any (own.stop_folded) then 'stop' when said.word = any (own.start_folded) then 'start' end
  from (select public.fold_word(body) as word) said left join public.opt_out_settings own on own.tenant_id = tenant
$$;
revoke all on function opt_out_word(text, text) from public;

create function opt_out_json(one opt_outs) returns jsonb language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select jsonb_build_object('id', one.id, 'contact_id', one.address,
    'phone_number', case when one.address like '%@s.whatsapp.net' then split_part(one.address, '@', 1) end,
    'source', one.source, 'word', one.word, 'message_id', one.message_id,
    'created_at', to_char(one.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
$$;
revoke all on function opt_out_json(opt_outs) from public;

-- A message of a person with one of the words: in the transaction that stores it, whichever version of the worker that is.
create function hear_opt_out(message_id text, tenant text, session text, chat text, body text) returns void language plpgsql
  set search_path = pg_catalog, public, pg_temp as $$
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
revoke all on function hear_opt_out(text, text, text, text, text) from public;

create function note_opt_outs() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform hear_opt_out(i.id, i.tenant_id, i.session_id, i.chat_id, i.content->'text'->>'body')
  from (select * from inserted order by id) i
  where i.direction = 'inbound' and i.status = 'received' and i.type = 'text' and i.chat_id !~ '@(g\.us|newsletter|broadcast)$'
    and length(i.content->'text'->>'body') <= 60;
  return null;
end $$;
revoke all on function note_opt_outs() from public;
create trigger messages_note_opt_outs after insert on messages referencing new table as inserted for each statement
  execute function note_opt_outs();

-- One that could be decrypted only later.
create function note_late_opt_out() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform hear_opt_out(new.id, new.tenant_id, new.session_id, new.chat_id, new.content->'text'->>'body')
  where new.type = 'text' and new.chat_id !~ '@(g\.us|newsletter|broadcast)$' and length(new.content->'text'->>'body') <= 60;
  return null;
end $$;
revoke all on function note_late_opt_out() from public;
create trigger messages_note_late_opt_out after update of status on messages for each row
  when (old.status = 'undecryptable' and new.status = 'received') execute function note_late_opt_out();

-- What waits for somebody who has opted out is not sent any more.
create function put_opt_out_job() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('end_opted_out', json_build_object('v', 1, 'opt_out_id', new.id), max_attempts => 14);
  return null;
end $$;
revoke all on function put_opt_out_job() from public;
create trigger opt_outs_work after insert on opt_outs for each row execute function put_opt_out_job();
