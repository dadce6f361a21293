import type { BinaryNode, WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { EngineEvent } from '../../contract.ts'
import { canonicalJid, isChat, type NumberOfLid } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'

/** Records who is typing or recording. */
export const listenForTyping = (
  socket: WASocket,
  { journal, numberOfLid, log }: { journal: BorderJournal; numberOfLid: NumberOfLid; log: Log }
): void => {
  socket.ws.on('CB:chatstate', (stanza: BinaryNode) => {
    typingFact(stanza, numberOfLid).then(
      (fact) => fact && journal.record(fact),
      (error) => log.warn({ err: error }, 'typing could not be read')
    )
  })
}

/** Somebody types, records or has stopped. */
export const typingFact = async (
  stanza: BinaryNode,
  numberOfLid: NumberOfLid
): Promise<EngineEvent | null> => {
  const { from, participant } = stanza.attrs
  const [child] = Array.isArray(stanza.content) ? stanza.content : []
  if (!from || !child) return null
  const state =
    child.tag === 'composing'
      ? child.attrs['media'] === 'audio'
        ? 'recording'
        : 'typing'
      : 'paused'
  const chat_id = await canonicalJid(from, undefined, numberOfLid)
  if (!isChat(chat_id)) return null
  return {
    type: 'typing',
    chat_id,
    sender_id: await canonicalJid(participant ?? from, undefined, numberOfLid),
    state
  }
}
