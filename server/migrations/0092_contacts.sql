-- compatible with 0090+: people, with an id of ours and every address under which they are known
-- Triggers keep them, for older processes too, which know nothing of them.

-- A text as it is searched: without accents, vowel signs and capitals, and with the Arabic letters that people write in
-- several ways in one of them.
create function fold_text(text) returns text language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp as $$
  -- Capitals are named: what lower() knows of them depends on the locale of the database.
  select translate(
    regexp_replace(lower(normalize($1, NFKD)), '[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f\u202a-\u202e\u2066-\u2069]', '', 'g'),
    'ٱىیکة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹øłđıØŁĐςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯІЄҐЈЉЊЋЏΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ',
    'اييكه01234567890123456789oldioldσабвгдежзийклмнопрстуфхцчшщъыьэюяієґјљњћџαβγδεζηθικλμνξοπρστυφχψω')
$$;
revoke all on function fold_text(text) from public;
grant execute on function fold_text(text) to wa_tenant, wa_worker, wa_system;

create table contacts (
  id id primary key,
  tenant_id id not null,
  session_id id not null,
  -- Addresses: the JID of the phone number, the LID, the user name. Each names one person of the session.
  jid text,
  lid text,
  user_name text,
  -- What the person calls themselves, what the phone book of the account calls them, and the name of a business.
  push_name text,
  saved_name text,
  business_name text,
  -- The contact that turned out to be the same person. Only the id of this one is left then.
  joined_into id,
  created_at timestamptz not null default now(),
  search text not null generated always as (fold_text(coalesce(saved_name, '') || ' ' || coalesce(push_name, '') || ' '
    || coalesce(business_name, '') || ' ' || coalesce(user_name, '') || ' ' || coalesce(split_part(jid, '@', 1), ''))) stored,
  check (num_nonnulls(jid, lid, joined_into) > 0),
  unique (session_id, jid),
  unique (session_id, lid),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index contacts_user_name on contacts (session_id, user_name) where user_name is not null;
create index contacts_list on contacts (session_id, id desc) where joined_into is null;
create index contacts_tenant on contacts (tenant_id, id);
create index contacts_joined on contacts (joined_into) where joined_into is not null;
select protect_table('contacts', tenant => 'select, insert, update', worker => 'select, insert, update');

-- Whoever sends a message to the session or gets one from it is a contact, under the address and name of that message.
-- A name that begins with @ is a user name. Nothing here may fail: it would take the message with it.
create function note_contacts() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
revoke all on function note_contacts() from public;

-- The number behind a LID is known now: the two are one person, under the id that is older.
create function join_contacts() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
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
        user_name = coalesce(by_jid.user_name, by_lid.user_name)
      where id = least(by_lid.id, by_jid.id);
    end if;
  end loop;
  return null;
end $$;
revoke all on function join_contacts() from public;

-- Who is there already.
insert into contacts (id, tenant_id, session_id, jid, lid, push_name, user_name)
select new_id('con'), tenant_id, session_id, case when address like '%@s.whatsapp.net' then address end,
  case when address like '%@lid' then address end, case when name not like '@%' then name end,
  case when name like '@%' then substr(name, 2) end
from (
  select distinct on (session_id, address) session_id, tenant_id, address, name from (
    select id, session_id, tenant_id, case direction when 'inbound' then sender_id else chat_id end as address,
      case direction when 'inbound' then nullif(push_name, '') end as name
    from messages
  ) heard
  where address like '%@s.whatsapp.net' or address like '%@lid'
  order by session_id, address, name is null, id desc
) said;
update contacts c set lid = l.lid from (
  select distinct on (session_id, jid) session_id, jid, lid from lids order by session_id, jid, learned_at desc
) l where l.session_id = c.session_id and l.jid = c.jid
  and not exists (select from contacts o where o.session_id = l.session_id and o.lid = l.lid);

create trigger messages_note_contacts after insert on messages referencing new table as inserted
  for each statement execute function note_contacts();
create trigger lids_join_contacts after insert on lids referencing new table as changed
  for each statement execute function join_contacts();
create trigger lids_rejoin_contacts after update on lids referencing new table as changed
  for each statement execute function join_contacts();
