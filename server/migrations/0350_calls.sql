-- compatible with 0291+: a session may reject calls by itself
alter table sessions add column reject_calls boolean not null default false;
