-- compatible with 0040+: messages that were edited or deleted by who sent them, and the secret with which edits are sealed
-- The secret is sealed with the key of the session: whoever has it can read what is said about the message.
alter table messages add column secret bytea, add column edited_at timestamptz, add column deleted_at timestamptz;
grant update (secret, edited_at, deleted_at) on messages to wa_worker;
