import {
  type AuthenticationCreds,
  type BinaryNode,
  type ConnectionState,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidNormalizedUser,
  type WASocket
} from 'baileys'
import { closeReason } from './close-reason.ts'
import type { CloseReason, ConnectionChange } from './contract.ts'

/** WhatsApp lets the first code live for 60 seconds, those after it for 20. */
const first_code_ms = 60_000
const next_code_ms = 20_000
/** A timer may be that much too early by the clock. */
const early_ms = 500
/** What Baileys calls an account before it has heard its name. */
const nameless = '~'

export type Offer = {
  /** Resolves when the server has begun to offer a link. */
  begun: Promise<void>
  /** When the last of its codes will have been shown to the end, and with it the connection; null before it has begun. */
  readonly ends_at: Date | null
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
    /** Nothing more is heard of this connection. */
    over: () => boolean
    changed: (change: Exclude<ConnectionChange, { type: 'closed' }>) => void
    closed: (reason: CloseReason, detail: string) => void
    saveCredentials: () => void
  }
): Offer => {
  const begun = Promise.withResolvers<void>()
  let linked = !!creds.account
  let connected = false
  let named = nameOf(creds)
  let codes_left = 0
  let codes_shown = 0
  let code_ends_ms = 0
  let ends_ms = 0

  // Baileys' own listener was there first: what is in the update is in the credentials by now.
  socket.ev.on('creds.update', () => {
    // Before there is an account they are worth nothing: a new connection begins with new ones.
    if (!creds.account) return
    // Of a link that nobody hears of there must be nothing left.
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

  // Before Baileys shows the first of them.
  socket.ws.prependListener('CB:iq,type:set,pair-device', (stanza: BinaryNode) => {
    const offered = getBinaryNodeChild(stanza, 'pair-device')
    codes_left = offered ? getBinaryNodeChildren(offered, 'ref').length : 0
    codes_shown = 0
    ends_ms = Date.now() + first_code_ms + Math.max(0, codes_left - 1) * next_code_ms
  })

  const showCode = (qr: string): void => {
    // Baileys goes on drawing codes until the connection ends, also when one of them has been scanned.
    if (linked) return
    code_ends_ms = Date.now() + (codes_shown++ === 0 ? first_code_ms : next_code_ms)
    codes_left--
    listener.changed({ type: 'qr', qr, expires_at: new Date(code_ends_ms) })
    begun.resolve()
  }

  const codes = (): 'none' | 'shown' | 'used_up' => {
    if (codes_shown === 0) return 'none'
    return codes_left <= 0 && Date.now() >= code_ends_ms - early_ms ? 'used_up' : 'shown'
  }

  socket.ev.on('connection.update', (update: Partial<ConnectionState>) => {
    if (update.qr) showCode(update.qr)
    if (update.connection === 'open' && creds.me && !connected) {
      connected = true
      named = nameOf(creds)
      listener.changed({ type: 'connected', ...identity(creds), push_name: named })
    }
    if (update.connection === 'close') {
      const { reason, detail } = closeReason(update.lastDisconnect?.error, {
        linked,
        codes: codes()
      })
      listener.closed(reason, detail)
    }
  })
  return {
    begun: begun.promise,
    get ends_at() {
      return codes_shown === 0 ? null : new Date(ends_ms)
    }
  }
}

const identity = ({ me }: AuthenticationCreds): { jid: string; lid: string | null } => ({
  jid: jidNormalizedUser(me?.id),
  lid: me?.lid ? jidNormalizedUser(me.lid) : null
})

const nameOf = ({ me }: AuthenticationCreds): string | null =>
  me?.name && me.name !== nameless ? me.name : null
