-- compatible with 0013: rows refer to the same rows, some of them by way of others, which is looked up once instead of twice
-- A message is its session's and, with it, its session's tenant's: that both say the same was left to those who write it.
alter table sessions add constraint sessions_of_tenant unique (id, tenant_id);
alter table messages
  add constraint messages_session foreign key (session_id, tenant_id) references sessions (id, tenant_id) on delete cascade not valid,
  drop constraint messages_session_id_fkey,
  drop constraint messages_tenant_id_fkey;
alter table messages validate constraint messages_session;

-- A place in line goes with its message, and that with its session and its tenant.
alter table outbound drop constraint outbound_session_id_fkey, drop constraint outbound_tenant_id_fkey;

-- What waits of a tenant, newest first.
drop index outbound_tenant;
create index outbound_tenant on outbound (tenant_id, message_id);

-- A message that is acknowledged at once stays on its page if there is room for its new state, and no index has to hear of it.
alter table messages set (fillfactor = 85);
