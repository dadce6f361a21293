import type { SessionReason } from '../../domain/session.ts'
import type { CloseReason, ConnectionChange } from '../../whatsapp/contract.ts'

/**
 * What a session is doing. Each state but the last two may be left by a command, and each change of a connection counts
 * only in a state that has this connection.
 *
 * - `opening`: credentials are read, its turn is waited for, the connection is opened and the server has said nothing yet.
 *   A code → linking; logged in → connected.
 * - `linking`: QR codes are shown, a pairing code can be asked for. Scanned or typed → linked, or passkey.
 * - `passkey`: what was scanned or typed belongs to an account with a passkey: its owner signs, the phone is asked, codes are
 *   compared. Done → linked; each refusal, and each step that takes too long, ends the connection.
 * - `linked`: the session has an account; the server closes the connection, and the next one logs in.
 * - `connected`: messages are sent and received.
 * - `leaving`: the phone is asked to remove the linked device. Done → ended.
 * - `waiting`: for the end of the pause, which every way back to `opening` goes through. A command ends it.
 * - `closing`: a command has the connection closed, to open another one (restart) or none (stop).
 * - `ended`: over by itself. Whoever starts the session again begins with a new runner.
 * - `released`: this worker has nothing to do with the session any more.
 */
export type StateName =
  | 'opening'
  | 'linking'
  | 'passkey'
  | 'linked'
  | 'connected'
  | 'leaving'
  | 'waiting'
  | 'closing'
  | 'ended'
  | 'released'

/** Whether the session has an account: none, one that has not logged in yet, or one that has. */
export type Account = 'none' | 'new' | 'known'

/** What the end of a connection is judged by. */
export type Standing = {
  state: StateName
  account: Account
  /** How long codes could be scanned, with all connections of this runner. */
  scannable_ms: number
  /** How often in a row another program took the connection over, with this time. */
  replaced: number
}

/**
 * `link`: all is well, the next connection logs in. `codes`: for new ones. `failure`: longer each time. `slow`: nothing
 * changes within minutes. `seldom`: the owner has to do something first, or WhatsApp says when it lets the account in again.
 */
export type PauseKind = 'link' | 'codes' | 'failure' | 'slow' | 'seldom'

export type Move =
  /** Whoever had the connection closed goes on. */
  | { do: 'nothing' }
  /** `hurried`: as soon as others can connect, it may try too. `tell` is what the user hears; null: nothing has changed. */
  | { do: 'pause'; kind: PauseKind; hurried: boolean; tell: SessionReason | null }
  | { do: 'end'; status: 'logged_out' | 'failed'; reason: SessionReason; unlink: boolean }

/**
 * The state in which a session is after its connection has said this, which may be the same; null: it counts for nothing in
 * this state. What follows a `closed` is decided by `afterClose`.
 */
export const afterChange = (
  state: StateName,
  account: Account,
  type: ConnectionChange['type']
): StateName | null => {
  switch (type) {
    case 'qr':
      if (account !== 'none' || state === 'passkey') return null
      return state === 'opening' ? 'linking' : state
    case 'pairing_offered':
      return state === 'linking' ? state : null
    case 'passkey_required':
      return account === 'none' ? 'passkey' : null
    case 'passkey_signed':
    case 'passkey_code':
    case 'passkey_confirmed':
      return state === 'passkey' ? state : null
    case 'linked':
    case 'connected':
      return type
    case 'named':
    case 'limits':
    case 'hears':
    case 'closed':
      return state
  }
}

/** So long codes can be scanned before the session gives up. */
export const scannable_most_ms = 10 * 60_000
const replaced_max = 3
/** What ends a linking with a passkey in the middle, though nobody has refused it. */
const interruptions: readonly CloseReason[] = ['lost', 'silent', 'restart_required']

/** What follows when the connection of a session in this state has ended for this reason. */
export const afterClose = (standing: Standing, reason: CloseReason): Move => {
  const { state, account } = standing
  const failure = (tell: SessionReason, hurried = true): Move => ({
    do: 'pause',
    kind: 'failure',
    hurried,
    tell
  })
  if (state === 'closing' || state === 'ended' || state === 'released') return { do: 'nothing' }
  if (state === 'passkey' && interruptions.includes(reason)) return failure('passkey_interrupted')
  switch (reason) {
    case 'closed_by_us':
      return { do: 'nothing' }
    case 'restart_required':
      // After a link this is how it goes on; a login that is answered so has failed.
      return state === 'linked'
        ? { do: 'pause', kind: 'link', hurried: false, tell: null }
        : failure('restart_required')
    case 'logged_out': {
      const by_user = state === 'leaving'
      return {
        do: 'end',
        status: 'logged_out',
        reason: by_user ? 'logged_out_by_user' : 'logged_out_by_phone',
        unlink: true
      }
    }
    case 'temporarily_banned':
      return { do: 'pause', kind: 'seldom', hurried: false, tell: 'temporarily_banned' }
    case 'locked':
      return { do: 'pause', kind: 'seldom', hurried: false, tell: 'account_locked' }
    case 'agent_refused':
      return { do: 'pause', kind: 'slow', hurried: false, tell: 'client_refused' }
    case 'banned':
      return { do: 'end', status: 'failed', reason: 'banned', unlink: false }
    case 'qr_expired':
      return standing.scannable_ms >= scannable_most_ms
        ? { do: 'end', status: 'failed', reason: 'qr_expired', unlink: false }
        : { do: 'pause', kind: 'codes', hurried: false, tell: null }
    case 'passkey_expired':
    case 'passkey_refused':
    case 'passkey_no_continuation':
    case 'passkey_not_confirmed':
    case 'passkey_no_answer':
      // Somebody is there, and gets a fresh code.
      return { do: 'pause', kind: 'codes', hurried: false, tell: reason }
    case 'replaced':
      // Two programs would throw each other out for ever, and no faster because others connect.
      return standing.replaced >= replaced_max
        ? { do: 'end', status: 'failed', reason: 'replaced', unlink: false }
        : failure('replaced', false)
    case 'refused':
      return failure('connection_refused')
    // That others can connect says nothing of this proxy.
    case 'proxy_unreachable':
    case 'proxy_refused':
    case 'proxy_not_allowed':
      return failure(reason, false)
    case 'client_outdated':
      return failure('client_outdated')
    case 'silent':
    case 'lost':
      return standing.scannable_ms >= scannable_most_ms && account === 'none'
        ? { do: 'end', status: 'failed', reason: 'qr_expired', unlink: false }
        : failure(reason === 'silent' ? 'connection_silent' : 'connection_lost')
  }
}
