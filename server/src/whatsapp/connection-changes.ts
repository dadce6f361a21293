import {
  type AuthenticationCreds,
  type ConnectionState,
  jidNormalizedUser,
  type WASocket
} from 'baileys'
import { closeReason } from './close-reason.ts'
import type { CloseReason, ConnectionChange } from './contract.ts'

/** WhatsApp lets the first code live for 60 seconds, those after it for 20. */
const first_code_ms = 60_000
const next_code_ms = 20_000
/** What Baileys calls an account before it has heard its name. */
const nameless = '~'

export type ConnectionChanges = {
  /** Resolves when the server has begun to offer a link. */
  offered: Promise<void>
}

/**
 * Tells what becomes of a connection, each thing once. Baileys says what it knows, not what has changed: the answer to a
 * request for settings, or a note on which servers to use, brings all credentials again. So nothing is concluded from a
 * member being in an update, only from its being there for the first time, and one that is absent is not known to be gone.
 */
export const tellChanges = (
  socket: WASocket,
  creds: AuthenticationCreds,
  listener: {
    changed: (change: Exclude<ConnectionChange, { type: 'closed' }>) => void
    closed: (reason: CloseReason, detail: string) => void
    saveCredentials: () => void
  }
): ConnectionChanges => {
  const offered = Promise.withResolvers<void>()
  let linked = !!creds.account
  let connected = false
  let named = nameOf(creds)
  let codes = 0

  // Baileys' own listener was there first: what is in the update is in the credentials by now.
  socket.ev.on('creds.update', () => {
    // Before there is an account they are worth nothing: a new connection begins with new ones.
    if (!creds.account) return
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

  const showCode = (qr: string): void => {
    // Baileys goes on drawing codes until the connection ends, also when one of them has been scanned.
    if (linked) return
    const lives_ms = codes++ === 0 ? first_code_ms : next_code_ms
    listener.changed({ type: 'qr', qr, expires_at: new Date(Date.now() + lives_ms) })
    offered.resolve()
  }

  socket.ev.on('connection.update', (update: Partial<ConnectionState>) => {
    if (update.qr) showCode(update.qr)
    if (update.connection === 'open' && creds.me && !connected) {
      connected = true
      named = nameOf(creds)
      listener.changed({ type: 'connected', ...identity(creds), push_name: named })
    }
    if (update.connection === 'close') {
      const { reason, detail } = closeReason(update.lastDisconnect?.error, linked)
      listener.closed(reason, detail)
    }
  })
  return { offered: offered.promise }
}

const identity = ({ me }: AuthenticationCreds): { jid: string; lid: string | null } => ({
  jid: jidNormalizedUser(me?.id),
  lid: me?.lid ? jidNormalizedUser(me.lid) : null
})

const nameOf = ({ me }: AuthenticationCreds): string | null =>
  me?.name && me.name !== nameless ? me.name : null
