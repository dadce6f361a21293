import {
  type AuthenticationCreds,
  type ConnectionState,
  jidNormalizedUser,
  type WASocket
} from 'baileys'
import type { ConnectionChange } from '../../contract.ts'
import { type Closed, closeReason } from '../close-reason.ts'
import { offerQrCodes, type QrOffer } from '../linking/qr-offer.ts'

/** What Baileys calls an account before it has heard its name. */
const nameless = '~'

export type Offer = Pick<QrOffer, 'ends_at' | 'holdFor' | 'taken'> & {
  /** Resolves when the server has begun to offer a link. */
  begun: Promise<void>
}

/**
 * Reports what becomes of a connection, each change once. Baileys reports what it knows, not what has changed: the answer to
 * a request for settings, or a note on which servers to use, brings all credentials again. So a member of an update means
 * something only when it is there for the first time, and one that is absent is not known to be gone.
 */
export const listenForConnection = (
  socket: WASocket,
  creds: AuthenticationCreds,
  browser: [string, string, string],
  listener: {
    /** Whether the connection is over: nothing more is reported of it. */
    over: () => boolean
    changed: (change: Exclude<ConnectionChange, { type: 'closed' }>) => void
    closed: (closed: Closed) => void
    /** All codes have expired: the connection is of no more use. */
    ranOut: () => void
    failed: (error: unknown) => void
    saveCredentials: () => void
  }
): Offer => {
  const begun = Promise.withResolvers<void>()
  let linked = !!creds.account
  let connected = false
  let named = nameOf(creds)
  let codes: 'none' | 'shown' | 'used_up' = 'none'

  // Baileys' own listener was there first: the update is in the credentials by now.
  socket.ev.on('creds.update', () => {
    // Without an account they are worth nothing: the next connection begins with new ones.
    if (!creds.account) return
    // Nothing may be left of a link that nobody will learn of.
    if (!linked && listener.over()) return
    listener.saveCredentials()
    if (!linked && creds.me) {
      linked = true
      listener.changed({ type: 'linked', ...identity(creds), platform: creds.platform ?? null })
    }
    const name = nameOf(creds)
    if (!connected || name === null || name === named) return
    named = name
    listener.changed({ type: 'named', push_name: name })
  })

  const offer = offerQrCodes({
    socket,
    creds,
    browser,
    shown: (qr, expires_at) => {
      if (linked) return
      codes = 'shown'
      listener.changed({ type: 'qr', qr, expires_at })
      begun.resolve()
    },
    ran_out: () => {
      codes = 'used_up'
      listener.ranOut()
    },
    failed: listener.failed
  })

  socket.ev.on('connection.update', (update: Partial<ConnectionState>) => {
    if (update.connection === 'open' && creds.me && !connected) {
      connected = true
      named = nameOf(creds)
      listener.changed({ type: 'connected', ...identity(creds), push_name: named })
    }
    if (update.connection === 'close') {
      offer.stop()
      listener.closed(closeReason(update.lastDisconnect?.error, { linked, codes }))
    }
  })
  return {
    begun: begun.promise,
    holdFor: offer.holdFor,
    taken: offer.taken,
    get ends_at() {
      return codes === 'none' ? null : offer.ends_at
    }
  }
}

const identity = ({ me }: AuthenticationCreds): { jid: string; lid: string | null } => ({
  jid: jidNormalizedUser(me?.id),
  lid: me?.lid ? jidNormalizedUser(me.lid) : null
})

const nameOf = ({ me }: AuthenticationCreds): string | null =>
  me?.name && me.name !== nameless ? me.name : null
