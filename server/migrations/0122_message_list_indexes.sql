-- compatible with 0121+: lists of messages by their kind and by who has written them; texts between two people are in neither
create index messages_type on messages (tenant_id, type, id desc) where type <> 'text';
create index messages_group_sender on messages (session_id, sender_id, id desc) where chat_id like '%@g.us';
select assume_messages();
