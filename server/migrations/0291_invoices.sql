-- compatible with 0290+: invoices and credit notes, their numbers, and what was paid
-- Who sells: name, address, tax, how to pay and what the numbers begin with. null: nobody has said so yet, and nothing can be issued.
alter table installation_settings add column seller jsonb;

create table billing_details (
  tenant_id id primary key references tenants on delete cascade,
  name text not null,
  address text not null default '',
  country text check (country ~ '^[A-Z]{2}$'),
  tax_id text,
  email text,
  language text not null default 'en' check (language in ('en', 'ar')),
  updated_at timestamptz not null default now()
);
select protect_table('billing_details', tenant => 'select, insert, update', system => 'select');

create table invoices (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  kind text not null default 'invoice' check (kind in ('invoice', 'credit_note')),
  status text not null default 'draft' check (status in ('draft', 'finalized', 'voided')),
  -- The invoice that a credit note takes something from.
  credited_invoice_id id references invoices on delete cascade,
  issuer text,
  year integer,
  number integer check (number > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  lines jsonb not null,
  net_minor bigint not null check (net_minor >= 0),
  tax_minor bigint not null check (tax_minor >= 0),
  total_minor bigint not null,
  tax_name text not null default '',
  tax_rate_ppm integer not null check (tax_rate_ppm between 0 and 1000000),
  note text not null default '',
  due_days integer not null default 14 check (due_days between 0 and 365),
  seller jsonb,
  buyer jsonb,
  created_at timestamptz not null default now(),
  issued_at timestamptz,
  due_at timestamptz,
  voided_at timestamptz,
  unique (issuer, year, number),
  constraint invoices_sum check (total_minor = net_minor + tax_minor),
  constraint invoices_credit check ((kind = 'credit_note') = (credited_invoice_id is not null)),
  constraint invoices_issued check (status = 'draft' or status = 'voided' and number is null
    or num_nulls(issuer, year, number, seller, buyer, issued_at) = 0)
);
create index invoices_tenant on invoices (tenant_id, id);
create index invoices_credited on invoices (credited_invoice_id) where credited_invoice_id is not null;
select protect_table('invoices', tenant => 'select', system => 'select, insert, update');

-- What was issued stays as it is: all that changes is that it is voided, once.
create function keep_issued_invoice() returns trigger language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if old.status = 'draft' then return new; end if;
  if old.status = 'finalized' and new.status = 'voided'
    and to_jsonb(new) - 'status' - 'voided_at' = to_jsonb(old) - 'status' - 'voided_at' then return new; end if;
  raise exception 'an invoice that was issued is not changed' using errcode = 'check_violation';
end $$;
revoke all on function keep_issued_invoice() from public;
create trigger invoices_keep before update on invoices for each row execute function keep_issued_invoice();

-- The last number of each issuer in each year. Who takes one holds the row until the invoice is there, or not: no number is lost.
create table invoice_counters (
  issuer text not null,
  year integer not null,
  last integer not null check (last > 0),
  primary key (issuer, year)
);
grant select, insert, update on invoice_counters to wa_system;

-- All that was issued, as it was. The issuer has to keep it for years, also when the account has gone; nobody changes or deletes it.
create table issued_documents (
  issuer text not null,
  year integer not null,
  number integer not null,
  document jsonb not null,
  issued_at timestamptz not null,
  primary key (issuer, year, number)
);
grant select, insert on issued_documents to wa_system;

create table payments (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  invoice_id id not null references invoices on delete cascade,
  provider text not null,
  -- What the provider, or the bank, calls it.
  reference text not null,
  status text not null check (status in ('pending', 'succeeded', 'failed', 'refunded')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  note text not null default '',
  paid_at timestamptz,
  created_at timestamptz not null default now(),
  unique (provider, reference)
);
create index payments_invoice on payments (invoice_id);
create index payments_tenant on payments (tenant_id);
select protect_table('payments', tenant => 'select', system => 'select, insert, update (status)');
