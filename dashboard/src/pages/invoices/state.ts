import type { Schemas } from '../../lib/api.ts'

type Invoice = Pick<Schemas['Invoice'], 'kind' | 'status' | 'due_minor' | 'due_at'>
export type InvoiceState = 'draft' | 'credit_note' | 'voided' | 'paid' | 'overdue' | 'open'

/** What has become of an invoice. */
export const stateOf = (
  { kind, status, due_minor, due_at }: Invoice,
  now_ms: number
): InvoiceState => {
  if (status === 'draft') return 'draft'
  if (kind === 'credit_note') return 'credit_note'
  if (status === 'voided') return 'voided'
  if (due_minor === 0) return 'paid'
  return due_at !== null && Date.parse(due_at) < now_ms ? 'overdue' : 'open'
}
