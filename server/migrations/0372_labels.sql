-- compatible with 0371+: labels of an account, and what carries them

create table labels (
  session_id id not null references sessions on delete cascade,
  label_id text not null check (length(label_id) between 1 and 20),
  tenant_id id not null references tenants on delete cascade,
  name text not null check (length(name) <= 100),
  color integer check (color between 0 and 1000),
  -- One of those that WhatsApp Business begins with.
  predefined_id integer,
  -- Kept so that what still carries it stays hidden.
  deleted boolean not null default false,
  primary key (session_id, label_id)
);
create index labels_tenant on labels (tenant_id, session_id);

-- The chat, or the message in it, that carries a label. What carries it may be told before the label itself.
create table label_marks (
  session_id id not null references sessions on delete cascade,
  label_id text not null check (length(label_id) between 1 and 20),
  chat_id text not null check (length(chat_id) between 1 and 200),
  -- Empty: the chat itself.
  whatsapp_id text not null default '' check (length(whatsapp_id) <= 200),
  direction text not null default '' check (direction in ('', 'inbound', 'outbound')),
  tenant_id id not null references tenants on delete cascade,
  check ((whatsapp_id = '') = (direction = '')),
  primary key (session_id, label_id, chat_id, whatsapp_id, direction)
);
create index label_marks_tenant on label_marks (tenant_id, session_id);

select protect_table('labels', tenant => 'select', worker => 'select, insert, update');
select protect_table('label_marks', tenant => 'select', worker => 'select, insert, delete');

-- They are of the number that was linked, and another one may be linked next.
create function forget_labels() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from label_marks where session_id = new.id;
  delete from labels where session_id = new.id;
  return null;
end $$;
revoke all on function forget_labels() from public;
create trigger forget_labels after update of linked_at on sessions for each row
  when (old.linked_at is not null and new.linked_at is null) execute function forget_labels();
