import type { Db } from '../../lib/db.ts'
import { type DueDelivery, listDueDeliveries } from '../../store/webhook-deliveries/record.ts'

export type { DueDelivery } from '../../store/webhook-deliveries/record.ts'

/** These deliveries in this order; null for those that were deleted in the meantime. */
export const loadDeliveries = async (db: Db, ids: string[]): Promise<(DueDelivery | null)[]> => {
  const rows = await listDueDeliveries(db, ids)
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => found.get(id) ?? null)
}
