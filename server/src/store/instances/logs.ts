import type { Tx } from '../../lib/db.ts'

/**
 * Keeps the end of the log of an instance that is gone, once. That of a shared one is not kept: it tells of many customers,
 * any of whom may be erased tomorrow.
 */
export const keepInstanceLog = async (
  tx: Pick<Tx, 'query'>,
  instance_id: string,
  lines: string
): Promise<void> => {
  await tx.query(
    `insert into instance_logs (instance_id, tenant_id, lines)
     select id, tenant_id, $2 from instances where id = $1 and tenant_id is not null on conflict do nothing`,
    [instance_id, lines],
    'keep_instance_log'
  )
}

/** The end of the log of an instance that is gone, or null when it was not kept. */
export const findInstanceLog = async (
  tx: Pick<Tx, 'query'>,
  instance_id: string
): Promise<string | null> => {
  const [row] = await tx.query<{ lines: string }>(
    'select lines from instance_logs where instance_id = $1',
    [instance_id],
    'find_instance_log'
  )
  return row?.lines ?? null
}
