import type { Tx } from '../../lib/db.ts'

export type OperationRow = {
  recovery_kit: 'missing' | 'confirmed' | null
  backup_at: Date | null
  backup_failed_at: Date | null
  backup_copied_at: Date | null
  noted_at: Date
}

/** What the deployment kit has noted of its machine; null where there is none. */
export const findOperation = async (tx: Pick<Tx, 'query'>): Promise<OperationRow | null> => {
  const [row] = await tx.query<OperationRow>(
    `select recovery_kit, backup_at, backup_failed_at, backup_copied_at, noted_at from operation_notes
     where noted_at is not null`,
    [],
    'find_operation_notes'
  )
  return row ?? null
}
