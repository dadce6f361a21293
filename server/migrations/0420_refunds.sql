-- compatible with 0414+: money that an administrator has given back, and what becomes of the period that it had paid for
create table refunds (
  id id primary key,
  tenant_id id not null references tenants on delete cascade,
  payment_id id not null references payments on delete cascade,
  status text not null check (status in ('pending', 'succeeded', 'failed')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- What had been given back of the payment before: the same refund is not made twice.
  refunded_before_minor bigint not null check (refunded_before_minor >= 0),
  reason text not null check (length(reason) <= 300),
  error text check (length(error) <= 500),
  -- When the provider was asked to give it back. For a while nobody asks again: it may have heard that, and not show it yet.
  asked_at timestamptz,
  -- The provider has taken it: from then on it is asked what has become of it, and not to give money back.
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint refunds_finished check ((status = 'pending') = (finished_at is null))
);
create index refunds_tenant on refunds (tenant_id, id);
create index refunds_payment on refunds (payment_id);
-- One at a time: what the next one may be is not known before.
create unique index refunds_pending on refunds (payment_id) where status = 'pending';
select protect_table('refunds', tenant => 'select', system => 'select, insert, update (status, error, asked_at, accepted_at, finished_at)');

create function put_refund_job() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp as $$
begin
  perform graphile_worker.add_job('make_refund', json_build_object('v', 1, 'refund_id', new.id, 'tenant_id', new.tenant_id),
    job_key => 'refund:' || new.id, max_attempts => 25);
  return null;
end $$;
revoke all on function put_refund_job() from public;
create trigger refunds_put_job after insert on refunds for each row when (new.status = 'pending') execute function put_refund_job();

-- What another period has cut short has its end again when that one is given back.
alter table paid_periods
  add column cut_by id references invoices on delete set null,
  add column cut_from timestamptz;
create index paid_periods_cut on paid_periods (cut_by) where cut_by is not null;
grant update (starts_at, cut_by, cut_from) on paid_periods to wa_system;
