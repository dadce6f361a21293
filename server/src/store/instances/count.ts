import type { Tx } from '../../lib/db.ts'

/** How many instances of the whole installation are in which state. */
export const countInstances = async (
  tx: Tx
): Promise<{ running: number; starting: number; unhealthy: number }> => {
  const rows = await tx.query<{ running: number; starting: number; unhealthy: number }>(
    'select running, starting, unhealthy from health_instances()',
    [],
    'count_instances'
  )
  return rows[0] ?? { running: 0, starting: 0, unhealthy: 0 }
}
