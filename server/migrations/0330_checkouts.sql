-- compatible with 0291+: checkouts at payment providers, what they post, the wallet, and periods that were paid
-- A subscription without a price costs nothing and is renewed by itself, as all were before. Whoever changes the plan without saying
-- a price (versions before this one do not know any) leaves it without one.
alter table subscriptions
  add column price_id text,
  add column price_currency text,
  add column price_interval text check (price_interval in ('month', 'year')),
  add column price_minor bigint check (price_minor >= 0),
  add constraint subscriptions_price check (num_nulls(price_id, price_currency, price_interval, price_minor) in (0, 4));
grant update (price_id, price_currency, price_interval, price_minor) on subscriptions to wa_system;

create function forget_price_of_plan() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  new.price_id := null; new.price_currency := null; new.price_interval := null; new.price_minor := null;
  return new;
end $$;
revoke all on function forget_price_of_plan() from public;
create trigger subscriptions_forget_price before update of plan_id on subscriptions for each row
  when (old.plan_id is distinct from new.plan_id and new.price_id is not null and new.price_id is not distinct from old.price_id)
  execute function forget_price_of_plan();

-- What the customer has when the invoice is paid: a plan at a price, from when on.
alter table invoices add column grants jsonb;

alter table payments
  add column refunded_minor bigint not null default 0 check (refunded_minor between 0 and amount_minor),
  -- What of it did not fit the invoice and is in the wallet.
  add column wallet_minor bigint not null default 0 check (wallet_minor between 0 and amount_minor);
grant update (refunded_minor, wallet_minor) on payments to wa_system;

create table checkouts (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  provider text not null check (provider in ('manual', 'stripe', 'paymob')),
  status text not null default 'preparing' check (status in ('preparing', 'open', 'paid', 'failed')),
  -- What is bought; without it the invoice is there already.
  price_id text,
  invoice_id id references invoices on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What the provider is asked to collect.
  amount_minor bigint check (amount_minor > 0),
  url text check (length(url) <= 4000),
  instructions text check (length(instructions) <= 4000),
  error text check (length(error) <= 500),
  created_at timestamptz not null default now(),
  constraint checkouts_of check (num_nulls(price_id, invoice_id) < 2)
);
create index checkouts_tenant on checkouts (tenant_id, id);
create index checkouts_invoice on checkouts (invoice_id);
select protect_table('checkouts', tenant => 'select, insert', system => 'select, update');

create function put_checkout_job() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('prepare_checkout', json_build_object('v', 1, 'checkout_id', new.id),
    job_key => 'checkout:' || new.id, max_attempts => 10);
  return null;
end $$;
revoke all on function put_checkout_job() from public;
create trigger checkouts_put_job after insert on checkouts for each row execute function put_checkout_job();

-- What a wallet holds is the sum of its entries. They are written once and never changed.
create table wallet_entries (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount_minor bigint not null check (amount_minor <> 0),
  kind text not null check (kind in ('overpayment', 'invoice', 'refund')),
  invoice_id id references invoices on delete cascade,
  payment_id id references payments on delete cascade,
  -- What it was made for: each is there once.
  source text not null unique check (length(source) <= 200),
  created_at timestamptz not null default now()
);
create index wallet_entries_tenant on wallet_entries (tenant_id, id);
create index wallet_entries_invoice on wallet_entries (invoice_id);
create index wallet_entries_payment on wallet_entries (payment_id);
select protect_table('wallet_entries', tenant => 'select', system => 'select, insert');

-- A time for which a plan was paid. It begins at once, or when the one before it ends.
create table paid_periods (
  invoice_id id primary key references invoices on delete cascade,
  tenant_id id not null references tenants on delete cascade,
  plan_id id not null references subscription_plans,
  price_id text not null,
  currency text not null,
  "interval" text not null check ("interval" in ('month', 'year')),
  amount_minor bigint not null check (amount_minor >= 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null default now(),
  check (ends_at >= starts_at)
);
create index paid_periods_tenant on paid_periods (tenant_id, starts_at);
create index paid_periods_plan on paid_periods (plan_id);
select protect_table('paid_periods', tenant => 'select', system => 'select, insert, update (ends_at)');

-- What providers have posted, as it came. It is known later whose it is, when the provider has been asked.
create table payment_notices (
  id id primary key,
  provider text not null,
  event_id text not null check (length(event_id) <= 255),
  reference text check (length(reference) <= 255),
  raw bytea not null,
  status text not null default 'stored' check (status in ('stored', 'done', 'ignored')),
  outcome text check (length(outcome) <= 500),
  received_at timestamptz not null default now(),
  unique (provider, event_id)
);
create index payment_notices_received on payment_notices (received_at);
grant select, update (status, outcome), delete on payment_notices to wa_system;

-- Keeps what was posted, once, and has it looked at. Runs before it is known whose it is; its signature was found to be right.
create function keep_payment_notice(notice text, provider text, event text, reference text, raw bytea) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  kept text;
begin
  insert into payment_notices as n (id, provider, event_id, reference, raw)
  values (notice, keep_payment_notice.provider, event, keep_payment_notice.reference, keep_payment_notice.raw)
  on conflict on constraint payment_notices_provider_event_id_key do nothing;
  select n.id into kept from payment_notices n
  where n.provider = keep_payment_notice.provider and n.event_id = event and n.status = 'stored';
  if found then
    perform graphile_worker.add_job('settle_payment', json_build_object('v', 1, 'notice_id', kept),
      job_key => 'notice:' || kept, max_attempts => 25);
  end if;
end $$;
revoke all on function keep_payment_notice(text, text, text, text, bytea) from public;
grant execute on function keep_payment_notice(text, text, text, text, bytea) to wa_tenant;
