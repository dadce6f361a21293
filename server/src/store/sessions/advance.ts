import { sessionColumns } from '../../domain/columns.ts'
import { type Limits, type NewChatsStatus, no_limits } from '../../domain/limits.ts'
import type { PasskeyColumns } from '../../domain/passkey.ts'
import {
  type HeardKind,
  type LastingReason,
  lasting_reasons,
  link_failures,
  resting_statuses,
  type SessionReason,
  type SessionRow,
  type SessionStatus
} from '../../domain/session.ts'
import type { Tx } from '../../lib/db.ts'

/**
 * What a worker tells of a session. A member left out stays as it is; null empties it. What belongs to a linking with a
 * passkey is kept only in that status, and goes with it.
 */
export type SessionChange = Partial<PasskeyColumns> & {
  status?: SessionStatus
  /** Of a code that is shown nothing is said but why the linking before it came to nothing, which stands in the row. */
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
  unhealthy_since?: Date | null
  next_attempt_at?: Date | null
  pairing_phone_number?: string | null
  restricted_until?: Date | null
  restriction?: string | null
  new_chats_status?: NewChatsStatus | null
  new_chats_used?: number | null
  new_chats_total?: number | null
  new_chats_renew_at?: Date | null
  limits_read_at?: Date | null
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
  'restricted_until',
  'restriction',
  'new_chats_status',
  'new_chats_used',
  'new_chats_total',
  'new_chats_renew_at',
  'limits_read_at',
  'pairing_expires_at',
  'logout_requested_at',
  'unhealthy_since'
] as const

const passkey_columns = [
  'passkey_options',
  'passkey_expires_at',
  'passkey_code',
  'passkey_confirm',
  'passkey_code_expires_at'
] as const

/** A session after a change, with what it was before. */
export type ChangedSession = SessionRow & {
  status_before: SessionStatus
  unhealthy_before: Date | null
}

/**
 * Changes one session; null when it is not this worker's any more. What its user wants goes before what a worker was about
 * to say: a session that is not wanted does not come back, and one that is wanted again has not been stopped. Tells the
 * status it had before, and since when it was unhealthy.
 */
export const updateSession = async (
  tx: Tx,
  session_id: string,
  change: SessionChange
): Promise<ChangedSession | null> => {
  const values: unknown[] = [session_id]
  const set: string[] = []
  const given = (value: unknown): string => `$${values.push(value)}`
  for (const column of columns) {
    if (change[column] !== undefined) set.push(`${column} = ${given(change[column])}`)
  }
  const linking =
    change.status === 'passkey_required'
      ? appliesWhen('passkey_required')
      : "s.status = 'passkey_required'"
  for (const column of passkey_columns) {
    if (change[column] !== undefined)
      set.push(
        `${column} = case when ${linking} then ${given(change[column])} else s.${column} end`
      )
  }
  if (change.status !== undefined) {
    const applies = appliesWhen(change.status)
    set.push(`status = case when ${applies} then ${given(change.status)} else s.status end`)
    const reason =
      change.status === 'qr'
        ? `case when s.status = 'passkey_required' then 'passkey_interrupted'
             when s.status_reason = any (${given(link_failures)}) then s.status_reason end`
        : given(change.status_reason ?? null)
    set.push(`status_reason = case when ${applies} then ${reason} else s.status_reason end`)
  }
  const [row] = await tx.query<ChangedSession>(
    `with before as (select id, status as status_before, unhealthy_since as unhealthy_before from sessions where id = $1 for no key update)
     update sessions s set ${set.join(', ')} from before where s.id = before.id
     returning ${sessionColumns('s')}, before.status_before, before.unhealthy_before`,
    values
  )
  return row ?? null
}

/**
 * Notes what sessions heard last, all of them in one statement. One that is being changed is left out: what is not noted now
 * is noted with the next, and nobody waits for anybody.
 */
export const noteHeard = (
  db: Pick<Tx, 'query'>,
  heard: { session_id: string; kind: HeardKind; at: Date }[]
) =>
  db.query<{ id: string }>(
    `with mine as (select id from sessions where id = any ($1::text[]) for no key update skip locked)
     update sessions s set last_heard = heard.kind, last_heard_at = heard.at
     from mine, unnest($1::text[], $2::text[], $3::timestamptz[]) as heard (session_id, kind, at)
     where s.id = mine.id and s.id = heard.session_id
     returning s.id`,
    [heard.map((one) => one.session_id), heard.map((one) => one.kind), heard.map((one) => one.at)],
    'note_heard'
  )

const appliesWhen = (status: SessionStatus): string => {
  if (status === 'stopped') return "s.desired = 'stopped'"
  return resting_statuses.includes(status) ? 'true' : "s.desired = 'running'"
}

/** What the connection of a session has to wait for, and whether it is only opened to leave. */
export type ConnectionWish = {
  logout: boolean
  /** Why it does not connect yet, for one of the reasons that last; null: it may. */
  waits_for: LastingReason | null
  waits_until: Date | null
  limits: Limits & { first_messages_wait: boolean }
}

const unknown_wish = {
  logout: false,
  waits_for: null,
  waits_until: null,
  ...no_limits,
  first_messages_wait: false
}

export const findConnectionWish = async (
  tx: Pick<Tx, 'query'>,
  session_id: string
): Promise<ConnectionWish> => {
  const [row] = await tx.query<Omit<ConnectionWish, 'limits'> & ConnectionWish['limits']>(
    `select logout_requested_at is not null as logout, next_attempt_at as waits_until,
       case when next_attempt_at is not null and status_reason = any ($2) then status_reason end as waits_for,
       restricted_until, restriction, new_chats_status, new_chats_used, new_chats_total, new_chats_renew_at, limits_read_at,
       first_messages_wait
     from sessions where id = $1`,
    [session_id, lasting_reasons],
    'find_connection_wish'
  )
  const { logout, waits_for, waits_until, ...limits } = row ?? unknown_wish
  return { logout, waits_for, waits_until, limits }
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
