import type { SessionReason } from '../domain/session.ts'
import type { Change } from '../usecases/worker/commit-batch.ts'
import type { ConnectionChange } from '../whatsapp/contract.ts'

type SessionChange = Extract<Change, { type: 'session' }>
type Said<T extends ConnectionChange['type']> = Extract<ConnectionChange, { type: T }>

const no_code = { qr: null, qr_expires_at: null }

/** A code waits to be scanned. */
export const codeShown = ({ qr, expires_at }: Said<'qr'>): SessionChange => ({
  type: 'session',
  change: { status: 'qr', status_reason: null, qr, qr_expires_at: expires_at },
  event: 'session.qr'
})

/** Somebody has scanned it. */
export const linkMade = ({ jid, lid, platform }: Said<'linked'>): SessionChange => ({
  type: 'session',
  change: {
    status: 'starting',
    jid,
    lid,
    phone_number: numberOf(jid),
    platform,
    linked_at: new Date(),
    ...no_code
  },
  event: null
})

/** The session can send and receive. */
export const connectionMade = ({ jid, lid, push_name }: Said<'connected'>): SessionChange => ({
  type: 'session',
  change: {
    status: 'connected',
    status_reason: null,
    jid,
    ...(lid !== null && { lid }),
    phone_number: numberOf(jid),
    ...(push_name !== null && { push_name }),
    connected_at: new Date(),
    last_seen_at: new Date(),
    ...no_code
  },
  event: 'session.connected'
})

/** Others see another name. */
export const nameLearned = ({ push_name }: Said<'named'>): SessionChange => ({
  type: 'session',
  change: { push_name },
  event: null
})

/** It is going to be opened again. */
export const connectionLost = (linked: boolean, reason: SessionReason): SessionChange => ({
  type: 'session',
  change: { status: linked ? 'reconnecting' : 'starting', status_reason: reason, ...no_code },
  event: linked ? 'session.reconnecting' : null
})

/** The user wants it opened anew. */
export const startedAgain = (): SessionChange => ({
  type: 'session',
  change: { status: 'starting', status_reason: 'restart_required', ...no_code },
  event: 'session.starting'
})

/** The user does not want it any more. */
export const stoppedByUser = (): SessionChange => ({
  type: 'session',
  change: { status: 'stopped', status_reason: 'stopped_by_user', ...no_code },
  event: 'session.stopped'
})

/** It is over by itself, and nobody starts it again unasked. */
export const ended = (status: 'logged_out' | 'failed', reason: SessionReason): SessionChange => ({
  type: 'session',
  change: {
    status,
    status_reason: reason,
    desired: 'stopped',
    ...no_code,
    ...(status === 'logged_out' && forgotten)
  },
  event: status === 'logged_out' ? 'session.logged_out' : 'session.failed'
})

const forgotten = {
  phone_number: null,
  jid: null,
  lid: null,
  push_name: null,
  platform: null,
  linked_at: null,
  connected_at: null
}

const numberOf = (jid: string): string => `+${jid.split('@')[0]?.split(':')[0] ?? ''}`
