-- compatible with 0202+: what plans cost in each currency, by the month and by the year, for everybody and for one customer
-- `price_cents` and `currency` of a plan stay what they were, the public price of a month in the currency of the plan, whichever
-- version writes them. A price is not deleted but ends (`active`).
create table plan_prices (
  id id primary key,
  plan_id id not null references subscription_plans on delete cascade,
  item text not null check (item in ('plan', 'messages', 'media_gb', 'sessions')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  "interval" text not null check ("interval" in ('month', 'year')),
  amount_minor bigint not null check (amount_minor between 0 and 2000000000),
  -- What it is the price of: so many messages, GB or sessions.
  units integer not null default 1 check (units between 1 and 1000000),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (plan_id, item, currency, "interval"),
  check (item <> 'plan' or units = 1),
  -- What is used beyond the plan is counted by the month.
  check (item not in ('messages', 'media_gb') or "interval" = 'month')
);
grant select on plan_prices to wa_tenant;
grant select, insert, update on plan_prices to wa_system;

create table customer_prices (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  plan_id id not null references subscription_plans on delete cascade,
  item text not null check (item in ('plan', 'messages', 'media_gb', 'sessions')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  "interval" text not null check ("interval" in ('month', 'year')),
  amount_minor bigint not null check (amount_minor between 0 and 2000000000),
  units integer not null default 1 check (units between 1 and 1000000),
  active boolean not null default true,
  created_at timestamptz not null default now(),
  unique (plan_id, tenant_id, item, currency, "interval"),
  check (item <> 'plan' or units = 1),
  check (item not in ('messages', 'media_gb') or "interval" = 'month')
);
create index customer_prices_tenant on customer_prices (tenant_id);
select protect_table('customer_prices', tenant => 'select', system => 'select, insert, update');

create function price_follows_plan() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.currency <> old.currency then
    update plan_prices p set active = false
    where p.plan_id = new.id and p.item = 'plan' and p.interval = 'month' and p.currency = old.currency and p.active;
  end if;
  insert into plan_prices as p (id, plan_id, item, currency, "interval", amount_minor)
  values (new_id('prc'), new.id, 'plan', new.currency, 'month', new.price_cents)
  on conflict (plan_id, item, currency, "interval") do update set amount_minor = excluded.amount_minor, active = true
    where p.amount_minor <> excluded.amount_minor or not p.active;
  return null;
end $$;
revoke all on function price_follows_plan() from public;

create function plan_follows_price() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  if not new.active and exists (select from subscription_plans s where s.id = new.plan_id and s.currency = new.currency) then
    raise exception 'the price of a month in the currency of the plan does not end' using errcode = 'check_violation';
  end if;
  update subscription_plans s set price_cents = new.amount_minor
  where s.id = new.plan_id and s.currency = new.currency and s.price_cents <> new.amount_minor;
  return null;
end $$;
revoke all on function plan_follows_price() from public;

insert into plan_prices (id, plan_id, item, currency, "interval", amount_minor)
select new_id('prc'), id, 'plan', currency, 'month', price_cents from subscription_plans;

create trigger subscription_plans_price after insert or update of price_cents, currency on subscription_plans
  for each row execute function price_follows_plan();
create trigger plan_prices_plan after insert or update on plan_prices
  for each row when (new.item = 'plan' and new.interval = 'month') execute function plan_follows_price();
