import type { SessionReason, SessionRow, SessionStatus } from '../domain/session.ts'
import type { Tx } from '../lib/db.ts'

/** What a worker tells of a session. A member left out stays as it is; null empties it. */
export type SessionChange = {
  status?: SessionStatus
  status_reason?: SessionReason | null
  desired?: 'stopped'
  phone_number?: string | null
  jid?: string | null
  lid?: string | null
  push_name?: string | null
  platform?: string | null
  qr?: string | null
  qr_expires_at?: Date | null
  linked_at?: Date | null
  connected_at?: Date | null
  last_seen_at?: Date
}

const columns = [
  'status',
  'status_reason',
  'desired',
  'phone_number',
  'jid',
  'lid',
  'push_name',
  'platform',
  'qr',
  'qr_expires_at',
  'linked_at',
  'connected_at',
  'last_seen_at'
] as const

/** Changes one session; null when it is not this worker's any more. */
export const updateSession = async (
  tx: Tx,
  session_id: string,
  change: SessionChange
): Promise<SessionRow | null> => {
  const named = columns.filter((column) => change[column] !== undefined)
  const set = named.map((column, index) => `${column} = $${index + 2}`).join(', ')
  const [row] = await tx.query<SessionRow>(`update sessions set ${set} where id = $1 returning *`, [
    session_id,
    ...named.map((column) => change[column])
  ])
  return row ?? null
}
