import {
  resting_statuses,
  type SessionReason,
  type SessionRow,
  type SessionStatus
} from '../domain/session.ts'
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
  next_attempt_at?: Date | null
  pairing_phone_number?: string | null
  pairing_expires_at?: Date | null
  logout_requested_at?: null
}

const columns = [
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
  'last_seen_at',
  'next_attempt_at',
  'pairing_phone_number',
  'pairing_expires_at',
  'logout_requested_at'
] as const

/**
 * Changes one session; null when it is not this worker's any more. What its user wants goes before what a worker was about
 * to say: a session that is not wanted does not come back, and one that is wanted again has not been stopped. Tells the
 * status it had before.
 */
export const updateSession = async (
  tx: Tx,
  session_id: string,
  change: SessionChange
): Promise<(SessionRow & { status_before: SessionStatus }) | null> => {
  const values: unknown[] = [session_id]
  const set: string[] = []
  const given = (value: unknown): string => `$${values.push(value)}`
  for (const column of columns) {
    if (change[column] !== undefined) set.push(`${column} = ${given(change[column])}`)
  }
  if (change.status !== undefined) {
    const applies = appliesWhen(change.status)
    set.push(`status = case when ${applies} then ${given(change.status)} else s.status end`)
    const reason = given(change.status_reason ?? null)
    set.push(`status_reason = case when ${applies} then ${reason} else s.status_reason end`)
  }
  const [row] = await tx.query<SessionRow & { status_before: SessionStatus }>(
    `with before as (select id, status as status_before from sessions where id = $1 for no key update)
     update sessions s set ${set.join(', ')} from before where s.id = before.id
     returning s.*, before.status_before`,
    values
  )
  return row ?? null
}

const appliesWhen = (status: SessionStatus): string => {
  if (status === 'stopped') return "s.desired = 'stopped'"
  return resting_statuses.includes(status) ? 'true' : "s.desired = 'running'"
}

export const findLogoutRequest = async (
  tx: Pick<Tx, 'query'>,
  session_id: string
): Promise<boolean> => {
  const rows = await tx.query(
    'select from sessions where id = $1 and logout_requested_at is not null',
    [session_id],
    'find_logout_request'
  )
  return rows.length > 0
}

export const findWanted = async (tx: Pick<Tx, 'query'>, session_id: string): Promise<boolean> => {
  const rows = await tx.query(
    "select from sessions where id = $1 and desired = 'running'",
    [session_id],
    'find_wanted'
  )
  return rows.length > 0
}
