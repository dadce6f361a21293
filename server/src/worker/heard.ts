import type { HeardKind } from '../domain/session.ts'
import type { Db } from '../lib/db.ts'
import { writeHeard } from './records/heard.ts'
import type { SessionRunner } from './session/contract.ts'

/** What a session heard last, and when that was noted. */
export type Heard = { kind: HeardKind | null; at_ms: number; noted_ms: number }

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
