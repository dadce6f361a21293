import { DisconnectReason } from 'baileys'
import type { CloseReason } from './contract.ts'

type Boomish = Error & { output?: { statusCode?: number }; data?: unknown }

/**
 * What the end of a connection means. `linked` tells whether the session had credentials: an unlinked one that times out
 * has only run out of QR codes. Codes: DisconnectReason of Baileys, `reason` of WhatsApp's <failure>.
 */
export const closeReason = (
  error: Error | undefined,
  linked: boolean
): { reason: CloseReason; detail: string } => {
  if (!error) return { reason: 'lost', detail: 'closed' }
  const code = (error as Boomish).output?.statusCode
  const detail = `${code ?? ''} ${error.message}`.trim().slice(0, 200)
  switch (code) {
    case DisconnectReason.restartRequired:
      return { reason: 'restart_required', detail }
    case DisconnectReason.connectionReplaced:
      return { reason: 'replaced', detail }
    case DisconnectReason.loggedOut:
      return linked ? { reason: 'logged_out', detail } : { reason: 'refused', detail }
    // 402 temporarily banned, 403 banned (whatsmeow's ConnectFailureReason says the same)
    case 402:
    case DisconnectReason.forbidden:
      return { reason: 'banned', detail }
    // 406 unknown log-out, 419 credentials expired
    case 406:
    case 419:
      return { reason: 'logged_out', detail }
    case DisconnectReason.timedOut:
      return linked ? { reason: 'lost', detail } : { reason: 'qr_expired', detail }
    case 400:
    case 405:
    case 409:
    case DisconnectReason.multideviceMismatch:
      return { reason: 'refused', detail }
    default:
      return { reason: 'lost', detail }
  }
}
