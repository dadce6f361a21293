-- compatible with 0202+: templates of texts, and each version of them
create table templates (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  name text not null check (length(name) between 1 and 100),
  description text not null default '' check (length(description) <= 500),
  version integer not null check (version > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (tenant_id, name),
  unique (id, tenant_id)
);
create index templates_list on templates (tenant_id, id desc);
create trigger templates_touch before update on templates for each row execute function touch_updated_at();
select protect_table('templates', tenant => 'select, insert, update, delete');

-- What a template said and says. Nothing of a version changes once it is there.
create table template_versions (
  template_id id not null,
  tenant_id id not null,
  version integer not null check (version > 0),
  default_language text not null check (length(default_language) <= 35),
  texts jsonb not null,
  variables jsonb not null,
  created_at timestamptz not null default now(),
  primary key (template_id, version),
  foreign key (template_id, tenant_id) references templates (id, tenant_id) on delete cascade
);
create index template_versions_tenant on template_versions (tenant_id);
select protect_table('template_versions', tenant => 'select, insert, delete');
