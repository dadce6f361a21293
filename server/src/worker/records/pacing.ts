import type { Pacing } from '../../domain/pacing.ts'
import type { Db } from '../../lib/db.ts'
import { findPaces, findPacing } from '../../store/worker-paces.ts'

export type SessionPacing = {
  session_id: string
  pacing: Pacing
  sent: { chat_id: string; last_at: Date }[]
}

/** How fast sessions may send now; of those in `unknown` also what they sent lately, where they are paced. */
export const loadPacing = async (
  db: Db,
  session_ids: string[],
  unknown: Set<string>
): Promise<SessionPacing[]> => {
  const rows = await findPacing(db, session_ids)
  const asked = rows.filter(
    (row) =>
      unknown.has(row.session_id) &&
      (row.messages_per_minute !== null || row.pause_between_messages_ms !== null)
  )
  const paces =
    asked.length > 0
      ? await findPaces(
          db,
          asked.map((row) => row.session_id)
        )
      : []
  const sent = Map.groupBy(paces, (pace) => pace.session_id)
  return rows.map(({ session_id, ...pacing }) => ({
    session_id,
    pacing,
    sent: sent.get(session_id) ?? []
  }))
}
