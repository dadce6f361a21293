-- compatible with 0090+: what the account has set for its chats and messages, kept in step with its phone
-- Apart from `chats`, which every message writes, and there before the first message: a chat may be muted that nobody has
-- written in since the session was linked.
create table chat_settings (
  session_id id not null,
  -- As in messages: the JID of a number or of a group, a LID only while the number is not known.
  chat_id text not null,
  tenant_id id not null,
  -- Of a group: its subject.
  name text,
  archived boolean not null default false,
  pinned_at timestamptz,
  muted boolean not null default false,
  -- Null while it is muted: for good.
  muted_until timestamptz,
  marked_unread boolean not null default false,
  -- How long new messages stay; 0: for good, null: not known.
  disappearing_seconds int check (disappearing_seconds >= 0),
  -- Messages up to this one are gone from the chat, and with `hidden` the chat itself until another one comes.
  cleared_upto id,
  cleared_at timestamptz,
  hidden boolean not null default false,
  primary key (session_id, chat_id),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
select protect_table('chat_settings', tenant => 'select', worker => 'select, insert, update, delete');

alter table messages add column starred_at timestamptz;
-- Deleted by the account for itself alone.
alter table messages add column deleted_for_me boolean not null default false;
grant update (starred_at, deleted_for_me) on messages to wa_worker;
