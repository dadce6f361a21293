type Seeds = Record<string, (tenant: number, nth: number) => string>

/** Rows of the tables about what is charged and paid; `id` makes an id of a tenant. */
export const billingSeeds = (
  id: (prefix: string, tenant: number, nth: number) => string
): Seeds => ({
  customer_prices: (t, n) =>
    `insert into customer_prices (id, tenant_id, plan_id, item, currency, "interval", amount_minor)
     select '${id('prc', t, n)}', '${id('ten', t, 1)}', id, 'plan', '${n === 1 ? 'USD' : 'EUR'}', 'month', 1 from subscription_plans where code = 'starter'`,
  billing_details: (t) =>
    `insert into billing_details (tenant_id, name) values ('${id('ten', t, 1)}', 'B')`,
  invoices: (t, n) =>
    `insert into invoices (id, tenant_id, currency, lines, net_minor, tax_minor, total_minor, tax_rate_ppm) values ('${id('ivc', t, n)}', '${id('ten', t, 1)}', 'EUR', '[]', 1, 0, 1, 0)`,
  payments: (t, n) =>
    `insert into payments (id, tenant_id, invoice_id, provider, reference, status, amount_minor, currency) values ('${id('pay', t, n)}', '${id('ten', t, 1)}', '${id('ivc', t, 1)}', 'bank', '${t}-${n}', 'succeeded', 1, 'EUR')`,
  refunds: (t, n) =>
    `insert into refunds (id, tenant_id, payment_id, status, amount_minor, currency, refunded_before_minor, reason, finished_at) values ('${id('rfu', t, n)}', '${id('ten', t, 1)}', '${id('pay', t, 1)}', 'succeeded', 1, 'EUR', 0, 'x', now())`,
  checkouts: (t, n) =>
    `insert into checkouts (id, tenant_id, provider, invoice_id, currency) values ('${id('chk', t, n)}', '${id('ten', t, 1)}', 'manual', '${id('ivc', t, 1)}', 'EUR')`,
  wallet_entries: (t, n) =>
    `insert into wallet_entries (id, tenant_id, currency, amount_minor, kind, source) values ('${id('wle', t, n)}', '${id('ten', t, 1)}', 'EUR', 1, 'refund', '${t}-${n}')`,
  paid_periods: (t, n) =>
    `insert into paid_periods (invoice_id, tenant_id, plan_id, price_id, currency, "interval", amount_minor, starts_at, ends_at)
     select '${id('ivc', t, n)}', '${id('ten', t, 1)}', id, 'x', 'EUR', 'month', 1, now(), now() from subscription_plans limit 1`
})
