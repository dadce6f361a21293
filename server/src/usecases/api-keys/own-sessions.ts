import type { Tx } from '../../lib/db.ts'
import { getSession } from '../../store/sessions/sessions.ts'

/** The sessions that a key is to be bound to, each once; the error not_found when one is not the tenant's. */
export const ownSessions = async (
  tx: Tx,
  tenant_id: string,
  session_ids: string[]
): Promise<string[]> => {
  const own = [...new Set(session_ids)]
  for (const id of own) await getSession(tx, tenant_id, id)
  return own
}
