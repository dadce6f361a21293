-- compatible with 0410+: a message that failed without ever leaving gives its quota back
alter table messages
  -- due: its quota is to be given back; done: it was. null: it counts, if it is of a kind that does.
  add column quota_return text check (quota_return in ('due', 'done')),
  -- The month against which it counts, where that is not the one of queued_at.
  add column quota_month date;
create index messages_quota_due on messages (tenant_id) where quota_return = 'due';
grant update (quota_return) on messages to wa_worker;
