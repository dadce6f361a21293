import type { HeardKind } from '../../domain/session.ts'
import type { Db } from '../../lib/db.ts'
import { noteHeard } from '../../store/sessions/advance.ts'

/** Writes what came last for these sessions. Tells of which it was written: one that is being changed is left out. */
export const writeHeard = async (
  db: Db,
  heard: { session_id: string; kind: HeardKind; at_ms: number }[]
): Promise<Set<string>> => {
  const rows = await noteHeard(
    db,
    heard.map(({ session_id, kind, at_ms }) => ({ session_id, kind, at: new Date(at_ms) }))
  )
  return new Set(rows.map((row) => row.id))
}
