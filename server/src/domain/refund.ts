export const refund_statuses = ['pending', 'succeeded', 'failed'] as const

/** A row of `refunds`: money that an administrator gives back. */
export type RefundRow = {
  id: string
  tenant_id: string
  payment_id: string
  invoice_id: string
  status: (typeof refund_statuses)[number]
  amount_minor: number
  currency: string
  reason: string
  error: string | null
  created_at: Date
  finished_at: Date | null
}
