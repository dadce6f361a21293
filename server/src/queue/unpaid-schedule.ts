import { held_years } from '../domain/waiting.ts'
import type { Tx } from '../lib/db.ts'

// In hours, which are as long in every time zone.
const far = `interval '${held_years * 8_766} hours'`
const is_far = `run_at <> 'infinity' and run_at > now() + ${far} / 2`

/** What a tenant has planned waits until it has paid: it is put so far away that it never comes to its time. Doing it again changes nothing. */
export const holdSchedule = async (tx: Pick<Tx, 'query'>, tenant_id: string): Promise<void> => {
  await tx.query(
    `update outbound set run_at = run_at + ${far}
     where tenant_id = $1 and turn is null and run_at <> 'infinity' and not (${is_far})`,
    [tenant_id],
    'hold_schedule'
  )
}

/** It is sent at its time again, and at once where that has passed. */
export const releaseSchedule = async (tx: Pick<Tx, 'query'>, tenant_id: string): Promise<void> => {
  await tx.query(
    `update outbound set run_at = run_at - ${far}
     where tenant_id = $1 and turn is null and ${is_far}`,
    [tenant_id],
    'release_schedule'
  )
}
