import type { Tx } from '../../lib/db.ts'

/** What the sessions of a tenant are called. */
export const findSessionNames = async (tx: Tx, tenant_id: string): Promise<Map<string, string>> => {
  const rows = await tx.query<{ id: string; session_name: string }>(
    'select id, session_name from sessions where tenant_id = $1',
    [tenant_id],
    'find_session_names'
  )
  return new Map(rows.map(({ id, session_name }) => [id, session_name]))
}
