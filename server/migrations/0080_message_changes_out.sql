-- compatible with 0079+: messages that are pinned
alter table messages add column pinned_until timestamptz;
grant update (pinned_until) on messages to wa_worker;
