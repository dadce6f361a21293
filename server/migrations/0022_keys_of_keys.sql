-- compatible with 0015+: an API key made with another one is tied to it; a gateway of before makes keys that are tied to none
alter table api_keys add constraint api_keys_tenant_id unique (tenant_id, id);
drop index api_keys_tenant;
alter table api_keys add column created_by_key_id id;
alter table api_keys add constraint api_keys_created_by foreign key (tenant_id, created_by_key_id) references api_keys (tenant_id, id);
create index api_keys_made_with on api_keys (tenant_id, created_by_key_id) where created_by_key_id is not null;
