import type { Tx } from '../../lib/db.ts'

/** Which of these sessions have files that a worker may fetch now. */
export const findSessionsWithFiles = async (
  tx: Pick<Tx, 'query'>,
  session_ids: string[]
): Promise<string[]> => {
  const rows = await tx.query<{ session_id: string }>(
    `select s.session_id from unnest($1::text[]) as s (session_id)
     where exists (select from media m where m.session_id = s.session_id and m.status = 'fetching' and m.next_attempt_at <= now())`,
    [session_ids],
    'find_sessions_with_files'
  )
  return rows.map((row) => row.session_id)
}
