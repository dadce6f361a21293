import { S_WHATSAPP_NET, type WASocket } from 'baileys'
import { SendInterrupted } from '../../send-errors.ts'
import type { ConnectionEnd } from '../connection-end.ts'

const answered_within_ms = 4_000

/**
 * Unlinks this device at WhatsApp. Baileys' own log-out closes the socket without waiting for the answer, or even for the
 * request to be written.
 */
export const logOut = async (
  socket: WASocket,
  jid: string | undefined,
  end: ConnectionEnd
): Promise<void> => {
  const remove = {
    tag: 'remove-companion-device',
    attrs: { jid: jid ?? '', reason: 'user_initiated' }
  }
  const request = {
    tag: 'iq',
    attrs: { to: S_WHATSAPP_NET, type: 'set', xmlns: 'md' },
    content: [remove]
  }
  await socket.query(request, answered_within_ms).catch((error: Error) => {
    if (end.reason !== 'logged_out')
      throw new SendInterrupted('WhatsApp did not confirm the log-out', { cause: error })
  })
  end.closedHere({ reason: 'logged_out', detail: 'by us' })
  await socket.end(undefined)
}
