import type { Buyer, InvoiceRow, Seller } from '../../domain/invoice.ts'
import type { Tx } from '../../lib/db.ts'

type Numbered = { year: number; number: number; issued_at: Date }

/**
 * Takes the next number of the issuer in this year. Its row stays locked until the transaction ends, so that the next one waits and
 * a transaction that fails gives its number back. The time is read behind the lock: a higher number is never older.
 */
export const takeNumber = async (tx: Tx, issuer: string): Promise<Numbered> => {
  const [row] = await tx.query<Numbered>(
    `with taken as (
       insert into invoice_counters as c (issuer, year, last)
       values ($1, extract(year from clock_timestamp() at time zone 'UTC')::integer, 1)
       on conflict (issuer, year) do update set last = c.last + 1 returning year, last
     )
     select year, last as number,
       least(clock_timestamp(), make_timestamptz(year + 1, 1, 1, 0, 0, 0, 'UTC') - interval '1 millisecond') as issued_at
     from taken`,
    [issuer],
    'take_invoice_number'
  )
  if (!row) throw new Error('no number was taken')
  return row
}

/** Makes an invoice out of a draft, with seller and buyer as they are now. */
export const finalizeInvoice = async (
  tx: Tx,
  id: string,
  given: Numbered & { issuer: string; seller: Seller; buyer: Buyer }
): Promise<void> => {
  await tx.query(
    `update invoices set status = 'finalized', issuer = $2, year = $3, number = $4, issued_at = $5, seller = $6, buyer = $7,
       due_at = $5::timestamptz + make_interval(days => due_days)
     where id = $1`,
    [
      id,
      given.issuer,
      given.year,
      given.number,
      given.issued_at,
      JSON.stringify(given.seller),
      JSON.stringify(given.buyer)
    ],
    'finalize_invoice'
  )
}

/** Keeps a document that was issued, for good. It names nothing of the account but what stands on the document. */
export const keepDocument = async (
  tx: Tx,
  row: InvoiceRow,
  document: Record<string, unknown>
): Promise<void> => {
  await tx.query(
    'insert into issued_documents (issuer, year, number, document, issued_at) values ($1, $2, $3, $4, $5)',
    [row.issuer, row.year, row.number, JSON.stringify(document), row.issued_at],
    'keep_document'
  )
}

export type IssuedDocument = Pick<
  InvoiceRow,
  'kind' | 'currency' | 'net_minor' | 'tax_minor' | 'total_minor' | 'tax_name' | 'tax_rate_ppm'
> & { number: string; credits: string | null; seller: Seller; buyer: Buyer }

export type KeptDocument = {
  issuer: string
  year: number
  number: number
  issued_at: Date
  document: IssuedDocument
  /** null: the account has gone. */
  status: string | null
  paid_minor: number | null
  tenant_id: string | null
}

/** Documents issued in this time, in the order of their numbers, after this one. */
export const documentsAfter = (
  tx: Tx,
  asked: { since: Date | null; until: Date | null },
  after: Pick<KeptDocument, 'issuer' | 'year' | 'number'> | null,
  limit: number
): Promise<KeptDocument[]> =>
  tx.query<KeptDocument>(
    `select d.issuer, d.year, d.number, d.issued_at, d.document, i.status, i.tenant_id,
       (select coalesce(sum(p.amount_minor - p.refunded_minor - p.wallet_minor), 0)::bigint from payments p
         where p.invoice_id = i.id and p.status in ('succeeded', 'refunded') and p.currency = i.currency) as paid_minor
     from issued_documents d left join invoices i on (i.issuer, i.year, i.number) = (d.issuer, d.year, d.number)
     where ($1::timestamptz is null or d.issued_at >= $1) and ($2::timestamptz is null or d.issued_at < $2)
       and ($3::text is null or (d.issuer, d.year, d.number) > ($3, $4, $5))
     order by d.issuer, d.year, d.number limit $6`,
    [
      asked.since,
      asked.until,
      after?.issuer ?? null,
      after?.year ?? null,
      after?.number ?? null,
      limit
    ],
    'documents_after'
  )
