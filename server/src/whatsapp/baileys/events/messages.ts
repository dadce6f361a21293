import type { BinaryNode, SignalKeyStoreWithTransaction, WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import { leaveOutSelf } from '../addresses/addresses.ts'
import { createTokenKeeper } from '../addresses/contact-tokens.ts'
import { standInForAbsent } from '../messages/absent-content.ts'

/**
 * Prepares messages for Baileys, notes which stanza each ciphertext belongs to, and keeps tokens. What a message says is
 * recorded when it has been decrypted (`messages/inbound.ts`).
 */
export const listenForMessages = (
  socket: WASocket,
  options: {
    keys: SignalKeyStoreWithTransaction
    stanzas: WeakMap<Uint8Array, BinaryNode>
    log: Log
  }
): void => {
  const { keys, stanzas, log } = options
  const keepToken = createTokenKeeper(keys, socket.signalRepository.lidMapping, log)
  // Baileys handles offline messages one after the other, and live ones at the same time: a new message would overtake those
  // before it. Marked as an offline message it joins the same queue.
  socket.ws.prependListener('CB:message', (stanza: BinaryNode) => {
    stanza.attrs['offline'] ??= '0'
    leaveOutSelf(stanza)
    standInForAbsent(stanza)
  })
  // Baileys' own listeners were there first, but they begin to work on a stanza later than this.
  socket.ws.on('CB:message', (stanza: BinaryNode) => {
    // step: stanza received
    for (const part of Array.isArray(stanza.content) ? stanza.content : []) {
      if (part.tag === 'enc' && part.content instanceof Uint8Array)
        stanzas.set(part.content, stanza)
    }
    keepToken(stanza)
  })
}
