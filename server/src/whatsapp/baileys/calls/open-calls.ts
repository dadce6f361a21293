import type { CloseReason, Connection } from '../../contract.ts'
import type { ConnectionEnd } from '../connection-end.ts'
import type { Offer } from '../events/connection.ts'
import { createPairingCodes } from '../linking/pairing-code.ts'
import { createPasskeyCeremony } from '../linking/passkey-ceremony.ts'
import { browser } from '../socket/open-socket.ts'
import type { CallContext } from './context.ts'
import { createCallHandlers } from './handlers.ts'

type Given = Omit<CallContext, 'addressOf' | 'ended' | 'offer' | 'pairing_codes' | 'passkey'> & {
  end: ConnectionEnd
  offer: Offer
  giveUp: (reason: CloseReason, detail: string) => void
}

/** What the connection can be asked, with the two ways of linking that need it. */
export const openCalls = ({ end, giveUp, ...given }: Given): Connection['calls'] => {
  const { socket, creds, addresses, changed, offer } = given
  const pairing_codes = createPairingCodes({ socket, creds, browser })
  const passkey = createPasskeyCeremony({
    socket,
    creds,
    // Its owner takes longer to sign than codes last.
    begun: offer.taken,
    changed: (change) => {
      if (change.type === 'passkey_failed') giveUp(`passkey_${change.reason}`, change.detail)
      else changed(change)
    }
  })
  end.whenOver(passkey.stop)
  return createCallHandlers({
    ...given,
    addressOf: async (chat_id) => (await addresses.find(chat_id)).to,
    ended: end.over,
    pairing_codes,
    passkey
  })
}
