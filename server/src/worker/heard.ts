import type { Db } from '../lib/db.ts'
import { writeHeard } from './records/heard.ts'
import type { Heard, SessionRunner } from './session/contract.ts'

export const heardNothing = (): Heard => ({ kind: null, at_ms: 0, noted_ms: 0 })

/** Writes what these sessions have heard since it was written last, in one statement. */
export const noteHeard = async (db: Db, runners: SessionRunner[]): Promise<void> => {
  const news = runners.flatMap(({ lease, heard, lost }) => {
    const { kind, at_ms, noted_ms } = heard
    return kind && at_ms > noted_ms && !lost
      ? [{ session_id: lease.session_id, kind, at_ms, heard }]
      : []
  })
  if (news.length === 0) return
  const written = await writeHeard(db, news)
  for (const { session_id, at_ms, heard } of news)
    if (written.has(session_id)) heard.noted_ms = at_ms
}
