import { DisconnectReason } from 'baileys'
import type { CloseReason } from '../contract.ts'

type Boomish = Error & { output?: { statusCode?: number }; data?: unknown }

export type Closed = {
  reason: CloseReason
  detail: string
  /** When WhatsApp lets the account in again, where it says so. */
  until?: Date
}

/**
 * What the end of a connection means. `linked`: the session had credentials; one that has none cannot be logged out or
 * banned. `codes`: where the QR codes were when it ended. Baileys gives 408 when the pool of codes has run out, and 408 for
 * every failure of the network too: only where all codes have been shown to their end is it the former.
 * Codes: DisconnectReason of Baileys, `reason` of WhatsApp's <failure>.
 */
export const closeReason = (
  error: Error | undefined,
  { linked, codes }: { linked: boolean; codes: 'none' | 'shown' | 'used_up' },
  now_ms = Date.now()
): Closed => {
  if (!error) return { reason: 'lost', detail: 'closed' }
  const code = (error as Boomish).output?.statusCode
  const detail = `${code ?? ''} ${error.message}`.trim().slice(0, 200)
  switch (code) {
    case DisconnectReason.restartRequired:
      return { reason: 'restart_required', detail }
    case DisconnectReason.connectionReplaced:
      return { reason: linked ? 'replaced' : 'lost', detail }
    // 401 logged out, 419 credentials expired
    case DisconnectReason.loggedOut:
    case 419:
      return { reason: linked ? 'logged_out' : 'refused', detail }
    case 402:
      return linked ? temporaryBan(error, detail, now_ms) : { reason: 'refused', detail }
    // WhatsApp's own client calls it LOCKED, and 406 BANNED.
    case DisconnectReason.forbidden:
      return { reason: linked ? 'locked' : 'refused', detail }
    case 406:
      return { reason: linked ? 'banned' : 'refused', detail }
    case DisconnectReason.timedOut:
      return { reason: !linked && codes === 'used_up' ? 'qr_expired' : 'lost', detail }
    case 405:
      return { reason: 'client_outdated', detail }
    case 409:
      return { reason: 'agent_refused', detail }
    case 400:
    case DisconnectReason.multideviceMismatch:
      return { reason: 'refused', detail }
    default:
      return { reason: 'lost', detail }
  }
}

/** Seconds that are more than this count from 1970, not from now. */
const absolute_s = 1_000_000_000
const ban_s_max = 10 * 365 * 86_400

/** `expire` says for how many seconds, `code` why. */
const temporaryBan = (error: Error, detail: string, now_ms: number): Closed => {
  const { data } = error as Boomish
  const { code, expire } = (typeof data === 'object' && data !== null ? data : {}) as {
    code?: unknown
    expire?: unknown
  }
  const why = code === undefined ? detail : `${detail}, code ${String(code).slice(0, 20)}`
  const seconds = Number(expire)
  if (!Number.isFinite(seconds) || seconds <= 0)
    return { reason: 'temporarily_banned', detail: why }
  const left_s = seconds > absolute_s ? seconds - now_ms / 1000 : seconds
  const until = new Date(now_ms + Math.min(Math.max(left_s, 0), ban_s_max) * 1000)
  return { reason: 'temporarily_banned', detail: why, until }
}
