-- compatible with 0380+: what a provider calls a checkout, and when it was last asked what has become of it
alter table checkouts
  add column provider_reference text check (length(provider_reference) <= 255),
  add column asked_at timestamptz,
  add column asks integer not null default 0 check (asks >= 0);
create index checkouts_silent on checkouts (created_at) where provider <> 'manual' and amount_minor is not null;
