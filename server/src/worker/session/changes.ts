import { type Limits, no_limits } from '../../domain/limits.ts'
import type { SessionReason } from '../../domain/session.ts'
import type { ConnectionChange } from '../../whatsapp/contract.ts'
import type { Change } from '../commit/change.ts'

type SessionChange = Extract<Change, { type: 'session' }>
/** What a connection says of this kind. */
export type Said<T extends ConnectionChange['type']> = Extract<ConnectionChange, { type: T }>

const no_code = { qr: null, qr_expires_at: null }
const no_pairing = { pairing_phone_number: null, pairing_expires_at: null }

/** A code waits to be scanned. */
export const codeShown = ({ qr, expires_at }: Said<'qr'>): SessionChange => ({
  type: 'session',
  change: { status: 'qr', qr, qr_expires_at: expires_at },
  event: 'session.qr'
})

/** What was scanned or typed belongs to a number with a passkey, whose owner has to sign. */
export const passkeyRequired = (
  { options, expires_at }: Said<'passkey_required'>,
  is_new: boolean
): SessionChange => ({
  type: 'session',
  change: {
    status: 'passkey_required',
    status_reason: null,
    passkey_options: options,
    passkey_expires_at: expires_at,
    ...no_code
  },
  event: is_new ? 'session.passkey_required' : null
})

/**
 * The linking goes on: nothing is asked for any more; the phone shows the code too; the codes were found equal, or need not
 * be compared.
 */
export const passkeyAdvanced = (
  change: Said<'passkey_signed' | 'passkey_code' | 'passkey_confirmed'>
): SessionChange => {
  const passkey_expires_at = change.expires_at
  switch (change.type) {
    case 'passkey_signed':
      return { type: 'session', change: { passkey_options: null, passkey_expires_at }, event: null }
    case 'passkey_code':
      return {
        type: 'session',
        change: {
          passkey_code: change.code,
          passkey_confirm: change.confirm,
          passkey_code_expires_at: change.expires_at,
          passkey_expires_at
        },
        event: 'session.passkey_code'
      }
    case 'passkey_confirmed':
      return {
        type: 'session',
        change: { passkey_confirm: false, passkey_expires_at },
        event: null
      }
  }
}

/** It goes to another worker, which begins with a fresh code. */
export const passkeyInterrupted = (): SessionChange => ({
  type: 'session',
  change: { status: 'starting', status_reason: 'passkey_interrupted' },
  event: 'session.starting'
})

/** Somebody has scanned it. */
export const linkMade = ({ jid, lid, platform }: Said<'linked'>, now: Date): SessionChange => ({
  type: 'session',
  change: {
    status: 'starting',
    status_reason: null,
    jid,
    lid,
    phone_number: numberOf(jid),
    platform,
    linked_at: now,
    ...no_code,
    ...no_pairing
  },
  event: null
})

/** The session can send and receive. */
export const connectionMade = (
  { jid, lid, push_name }: Said<'connected'>,
  now: Date
): SessionChange => ({
  type: 'session',
  change: {
    status: 'connected',
    status_reason: null,
    jid,
    ...(lid !== null && { lid }),
    phone_number: numberOf(jid),
    ...(push_name !== null && { push_name }),
    connected_at: now,
    last_seen_at: now,
    next_attempt_at: null,
    ...no_code
  },
  event: 'session.connected'
})

/** Its connections go silent one after the other. */
export const becameUnhealthy = (now: Date): SessionChange => ({
  type: 'session',
  change: { unhealthy_since: now },
  event: 'session.unhealthy'
})

/** What comes still comes. */
export const becameHealthy = (): SessionChange => ({
  type: 'session',
  change: { unhealthy_since: null },
  event: 'session.healthy'
})

/** Others see another name. */
export const nameLearned = ({ push_name }: Said<'named'>): SessionChange => ({
  type: 'session',
  change: { push_name },
  event: null
})

/** There is no connection. It is opened again at `next_attempt_at`; one that never was connected is still starting. */
export const connectionLost = (
  linked: boolean,
  reason: SessionReason,
  next_attempt_at: Date
): SessionChange => ({
  type: 'session',
  change: {
    status: linked ? 'reconnecting' : 'starting',
    status_reason: reason,
    next_attempt_at,
    ...no_code
  },
  event: linked ? 'session.reconnecting' : 'session.starting'
})

/** It has failed again, for the reason that was told. */
export const waitsAgain = (next_attempt_at: Date): SessionChange => ({
  type: 'session',
  change: { next_attempt_at },
  event: null
})

/** The user wants it opened anew. */
export const startedAgain = (): SessionChange => ({
  type: 'session',
  change: {
    status: 'starting',
    status_reason: 'restarted_by_user',
    next_attempt_at: null,
    ...no_code
  },
  event: 'session.starting'
})

/** A code can be typed on the phone of this number, until then. */
export const pairingOffered = ({
  phone_number,
  expires_at
}: Said<'pairing_offered'>): SessionChange => ({
  type: 'session',
  change: { pairing_phone_number: `+${phone_number}`, pairing_expires_at: expires_at },
  event: null
})

/** The connection that the code belongs to is gone. */
export const pairingOver = (now: Date): SessionChange => ({
  type: 'session',
  change: { pairing_expires_at: now },
  event: null
})

/** What WhatsApp lets the number do; told where it is `news`. */
export const limitsChanged = (limits: Limits, news: boolean): SessionChange => ({
  type: 'session',
  change: { ...limits },
  event: news ? 'session.limited' : null
})

/** The user does not want it any more. */
export const stoppedByUser = (): SessionChange => ({
  type: 'session',
  change: {
    status: 'stopped',
    status_reason: 'stopped_by_user',
    unhealthy_since: null,
    ...no_code
  },
  event: 'session.stopped'
})

/** It is over by itself, and nobody starts it again unasked. */
export const ended = (status: 'logged_out' | 'failed', reason: SessionReason): SessionChange => ({
  type: 'session',
  change: {
    status,
    status_reason: reason,
    desired: 'stopped',
    logout_requested_at: null,
    unhealthy_since: null,
    ...no_code,
    ...(status === 'logged_out' && forgotten)
  },
  event: status === 'logged_out' ? 'session.logged_out' : 'session.failed'
})

const forgotten = {
  ...no_limits,
  phone_number: null,
  jid: null,
  lid: null,
  push_name: null,
  platform: null,
  linked_at: null,
  connected_at: null
}

const numberOf = (jid: string): string => `+${jid.split('@')[0]?.split(':')[0] ?? ''}`
