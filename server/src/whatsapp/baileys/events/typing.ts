import type { BinaryNode, WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { EngineEvent } from '../../contract.ts'
import { canonicalJid, isChat, type NumberOfLid } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'

/** Records who is typing or recording, and of those who are watched who comes and goes. */
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
  socket.ws.on('CB:presence', (stanza: BinaryNode) => {
    presenceFact(stanza, numberOfLid).then(
      (fact) => fact && journal.record(fact),
      (error) => log.warn({ err: error }, 'a presence could not be read')
    )
  })
}

/** Somebody has come or gone; null: it is about something else. */
export const presenceFact = async (
  { attrs: { from, type, last } }: BinaryNode,
  numberOfLid: NumberOfLid
): Promise<EngineEvent | null> => {
  if (!from || (type !== undefined && type !== 'available' && type !== 'unavailable')) return null
  const contact_id = await canonicalJid(from, undefined, numberOfLid)
  if (!isChat(contact_id) || contact_id.endsWith('@g.us')) return null
  const seconds = Number(last)
  const last_seen_at = type === 'unavailable' && seconds > 0 ? new Date(seconds * 1_000) : null
  return {
    type: 'presence',
    contact_id,
    state: type === 'unavailable' ? 'offline' : 'online',
    last_seen_at
  }
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
