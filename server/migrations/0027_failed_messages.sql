-- compatible with 0024+: failed messages are found without reading the others
-- By when they failed, not by their status: an index on what every receipt changes, its condition included, would cost each
-- of these updates its place in the same page (a HOT update). That somebody failed is written once.
update messages set failed_at = coalesce(read_at, delivered_at, sent_at, queued_at) where status = 'failed' and failed_at is null;
alter table messages add constraint messages_failed_at check (status <> 'failed' or failed_at is not null) not valid;
create index messages_failed on messages (tenant_id, id desc) where failed_at is not null;
-- What reads the messages of a chat over all sessions, and the deliveries that wait or failed, has indexes already.
select assume_messages();
