-- compatible with 0020+: whom a message was for in the caller's words, and connections lost while one was on its way
alter table messages
  -- as the caller wrote it; chat_id is the chat that it turned out to be
  add column recipient text;
alter table outbound
  -- how often the connection was lost while it was on its way
  add column lost_connections integer not null default 0;
comment on table lids is 'other addresses of a chat, as a session has learned them: a LID, or another way to write the number';
