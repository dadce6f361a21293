-- compatible with 0062+: receipts of each person, and how many of a group have a message
-- What each member of a group says of a message of ours. Messages to one person keep their times in their own row.
create table message_receipts (
  message_id id not null references messages on delete cascade,
  -- The JID of the person, or their LID while the number is not known.
  person_id text not null,
  tenant_id id not null,
  session_id id not null,
  delivered_at timestamptz not null,
  read_at timestamptz,
  played_at timestamptz,
  primary key (message_id, person_id),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index message_receipts_tenant on message_receipts (tenant_id, message_id);
create index message_receipts_session on message_receipts (session_id, person_id);
select protect_table('message_receipts', tenant => 'select', worker => 'select, insert, update, delete');

-- Receipts for messages that another device of the account has sent and whose copy is not there yet.
create table early_receipts (
  session_id id not null,
  whatsapp_id text not null,
  person_id text not null,
  tenant_id id not null,
  -- Of receipts in a group; null: from the person the message was for.
  group_id text,
  delivered_at timestamptz not null,
  read_at timestamptz,
  played_at timestamptz,
  kept_at timestamptz not null default now(),
  primary key (session_id, whatsapp_id, person_id),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index early_receipts_kept on early_receipts (kept_at);
create index early_receipts_tenant on early_receipts (tenant_id);
select protect_table('early_receipts', worker => 'select, insert, update, delete');

-- `recipients_count`: the other members of the group when it was sent; null for messages to one person, and where another
-- device of the account has sent it.
alter table messages add column recipients_count integer, add column delivered_count integer, add column read_count integer,
  add column played_count integer, add column played_at timestamptz;
grant update (recipients_count, delivered_count, read_count, played_count, played_at) on messages to wa_worker;
