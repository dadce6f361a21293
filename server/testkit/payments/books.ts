type Rows = { query<R extends Record<string, unknown>>(text: string): Promise<R[]> }

/** What does not agree in the books of an installation, each in a few words; none: they balance to the unit. */
export const faultsInBooks = async (owner: Rows): Promise<string[]> => {
  const faults = await Promise.all(
    Object.entries(questions).map(async ([what, question]) => {
      const rows = await owner.query<Record<string, unknown>>(question)
      return rows.map((row) => `${what}: ${JSON.stringify(row)}`)
    })
  )
  return faults.flat()
}

const paid_of = `(select coalesce(sum(p.amount_minor - p.refunded_minor - p.wallet_minor), 0) from payments p
  where p.invoice_id = i.id and p.currency = i.currency and p.status in ('succeeded', 'refunded'))`
const credited_of = `(select coalesce(sum(c.total_minor), 0) from invoices c where c.credited_invoice_id = i.id)`

/** Each finds rows that must not be. */
const questions: Record<string, string> = {
  'numbers with a gap': `select issuer, year, count(*), min(number), max(number), c.last from issued_documents d full join invoice_counters c using (issuer, year)
    group by issuer, year, c.last having count(*) <> max(number) or min(number) <> 1 or c.last is distinct from max(number)`,
  'documents and invoices': `select i.id, d.number from (select * from invoices where number is not null) i
    full join issued_documents d using (issuer, year, number)
    where (d.document->>'total_minor')::bigint is distinct from i.total_minor or (d.document->>'kind') is distinct from i.kind`,
  'money in the wallet and on invoices': `select tenant_id, currency, held, on_invoices, balance from (
      select tenant_id, currency, coalesce(sum(amount_minor - refunded_minor) filter (where provider <> 'wallet'), 0) as held,
        coalesce(sum(amount_minor - refunded_minor - wallet_minor), 0) as on_invoices
      from payments where status in ('succeeded', 'refunded') group by 1, 2) p
    full join (select tenant_id, currency, sum(amount_minor) as balance from wallet_entries group by 1, 2) w using (tenant_id, currency)
    where coalesce(held, 0) <> coalesce(on_invoices, 0) + coalesce(balance, 0)`,
  'wallets below zero': `select tenant_id, currency, sum(amount_minor) from wallet_entries group by 1, 2 having sum(amount_minor) < 0`,
  'more paid than is left of an invoice': `select i.id, i.status, i.total_minor, ${paid_of} as paid, ${credited_of} as credited
    from invoices i where i.kind = 'invoice' and i.number is not null and ${paid_of} > i.total_minor - ${credited_of}`,
  'invoices that are void without credit notes': `select i.id from invoices i
    where i.kind = 'invoice' and i.number is not null and (i.status = 'voided') <> (${credited_of} = i.total_minor)`,
  'paid, and without a period': `select i.id from invoices i
    where i.grants is not null and i.status = 'finalized' and ${paid_of} + ${credited_of} >= i.total_minor
      and not exists (select from paid_periods d where d.invoice_id = i.id)`,
  'a period that nobody has paid': `select i.id, d.ends_at from paid_periods d join invoices i on i.id = d.invoice_id
    where d.ends_at > greatest(d.starts_at, now()) and (i.status <> 'finalized' or ${paid_of} + ${credited_of} < i.total_minor)`,
  // What was given back, and had cut another one short, lies in the time that this one has again: those are over.
  'periods at the same time': `with p as (select * from paid_periods where ends_at > greatest(starts_at, now()))
    select a.invoice_id, b.invoice_id as other from p a join p b using (tenant_id)
    where a.invoice_id < b.invoice_id and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)`,
  'a gap between periods': `with p as (
      select tenant_id, ends_at, lead(starts_at) over (partition by tenant_id order by starts_at) as following
      from paid_periods where ends_at > greatest(starts_at, now()))
    select * from p where following <> ends_at`,
  'refunds that did not end': `select id from refunds where status = 'pending'`
}
