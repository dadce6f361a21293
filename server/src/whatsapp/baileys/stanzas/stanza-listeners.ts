import type { BinaryNode, SignalKeyStoreWithTransaction, WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import { leaveOutSelf } from '../addresses/addresses.ts'
import { createTokenKeeper } from '../addresses/contact-tokens.ts'
import type { NumberOfLid } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { standInForAbsent } from '../messages/absent-content.ts'
import { type Own, receiptFact, typingFact } from '../messages/from-whatsapp.ts'
import type { ServerAcks } from './server-acks.ts'

/**
 * Prepares messages for Baileys, notes which stanza a ciphertext belongs to, keeps tokens, and records receipts and typing. Call it when
 * Baileys' own listeners are there.
 */
export const listenToStanzas = (
  socket: WASocket,
  options: {
    journal: BorderJournal
    keys: SignalKeyStoreWithTransaction
    stanzas: WeakMap<Uint8Array, BinaryNode>
    acks: ServerAcks
    own: () => Own
    numberOfLid: NumberOfLid
    log: Log
  }
): void => {
  const { journal, keys, stanzas, acks, own, numberOfLid, log } = options
  const keepToken = createTokenKeeper(keys, socket.signalRepository.lidMapping, log)
  // Baileys handles what waited for the device one after the other, and at the same time what comes now: a new message
  // would overtake those before it. Called an old one it stands in the same line.
  socket.ws.prependListener('CB:message', (stanza: BinaryNode) => {
    stanza.attrs['offline'] ??= '0'
    leaveOutSelf(stanza)
    standInForAbsent(stanza)
  })
  // Baileys' own listeners were there first, but what they do with a stanza begins later than this.
  socket.ws.on('CB:message', (stanza: BinaryNode) => {
    // step: stanza received
    for (const part of Array.isArray(stanza.content) ? stanza.content : []) {
      if (part.tag === 'enc' && part.content instanceof Uint8Array)
        stanzas.set(part.content, stanza)
    }
    keepToken(stanza)
  })
  socket.ws.on('CB:receipt', (stanza: BinaryNode) => {
    const fact = receiptFact(stanza, own())
    // step: receipt received
    if (!fact) return
    journal.record(fact)
    acks.confirm(fact.whatsapp_ids)
  })
  socket.ws.on('CB:chatstate', (stanza: BinaryNode) => {
    typingFact(stanza, numberOfLid).then(
      (fact) => fact && journal.record(fact),
      (error) => log.warn({ err: error }, 'typing could not be read')
    )
  })
}
