import { DisconnectReason } from 'baileys'
import type { CloseReason } from './contract.ts'

type Boomish = Error & { output?: { statusCode?: number }; data?: unknown }

/**
 * What the end of a connection means. `linked`: the session had credentials; one that has none cannot be logged out or
 * banned. `codes`: where the QR codes were when it ended. Baileys gives 408 when the pool of codes has run out, and 408 for
 * every failure of the network too: only where all codes have been shown to their end is it the former.
 * Codes: DisconnectReason of Baileys, `reason` of WhatsApp's <failure>.
 */
export const closeReason = (
  error: Error | undefined,
  { linked, codes }: { linked: boolean; codes: 'none' | 'shown' | 'used_up' }
): { reason: CloseReason; detail: string } => {
  if (!error) return { reason: 'lost', detail: 'closed' }
  const code = (error as Boomish).output?.statusCode
  const detail = `${code ?? ''} ${error.message}`.trim().slice(0, 200)
  switch (code) {
    case DisconnectReason.restartRequired:
      return { reason: 'restart_required', detail }
    case DisconnectReason.connectionReplaced:
      return { reason: linked ? 'replaced' : 'lost', detail }
    // 401 logged out, 406 unknown log-out, 419 credentials expired
    case DisconnectReason.loggedOut:
    case 406:
    case 419:
      return { reason: linked ? 'logged_out' : 'refused', detail }
    // 402 temporarily banned, 403 banned (whatsmeow's ConnectFailureReason says the same)
    case 402:
    case DisconnectReason.forbidden:
      return { reason: linked ? 'banned' : 'refused', detail }
    case DisconnectReason.timedOut:
      return { reason: !linked && codes === 'used_up' ? 'qr_expired' : 'lost', detail }
    case 405:
      return { reason: 'client_outdated', detail }
    case 400:
    case 409:
    case DisconnectReason.multideviceMismatch:
      return { reason: 'refused', detail }
    default:
      return { reason: 'lost', detail }
  }
}
