import type { Tx } from '../../lib/db.ts'

/** The tenant of a session that the worker with this token holds now; null: it holds no such session. */
export const findHeldTenant = async (
  tx: Pick<Tx, 'query'>,
  token_hash: Buffer,
  session_id: string
): Promise<string | null> => {
  const [row] = await tx.query<{ tenant_id: string }>(
    `select l.tenant_id from session_leases l join instances i on i.id = l.instance_id
     where l.session_id = $2 and i.token_hash = $1`,
    [token_hash, session_id],
    'find_held_tenant'
  )
  return row?.tenant_id ?? null
}
