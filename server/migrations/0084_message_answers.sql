-- compatible with 0062+: what people answer to messages that ask something
-- One row for each person who has answered a message: options of a poll, or whether they come to an event. Who takes all
-- votes back keeps the row without any, so that an older answer that comes late changes nothing.
create table message_answers (
  message_id id not null references messages on delete cascade,
  -- The JID of the person, or their LID while the number is not known.
  answerer_id text not null,
  tenant_id id not null,
  session_id id not null,
  -- {"options": [hashes]} or {"response", "extra_guests"}.
  answer jsonb not null check (length(answer::text) <= 16384),
  answered_at timestamptz not null,
  primary key (message_id, answerer_id),
  foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade
);
create index message_answers_tenant on message_answers (tenant_id, message_id);
create index message_answers_session on message_answers (session_id, answerer_id);
select protect_table('message_answers', tenant => 'select', worker => 'select, insert, update (answer, answered_at), delete');
