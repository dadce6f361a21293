import {
  type BinaryNode,
  isJidBroadcast,
  isJidGroup,
  isJidNewsletter,
  isLidUser,
  isPnUser,
  jidNormalizedUser,
  proto,
  S_WHATSAPP_NET,
  type WASocket
} from 'baileys'
import { buildAckStanza } from 'baileys/lib/Utils/stanza-ack.js'
import type { Log } from '../../../lib/log.ts'
import { sameUser } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import type { Own } from '../messages/from-whatsapp.ts'

/** What Baileys acknowledges, one way or another, if it finds in it what it needs for that. */
const baileys_acknowledges = new Set(['message', 'receipt', 'notification', 'call'])
/** Answers, requests, and what is said of the connection itself: these are never acknowledged. */
const never_acknowledged = new Set(['ack', 'iq', 'success', 'failure', 'error', 'xmlstreamend'])
/** Known, and usually without an id. */
const of_the_moment = new Set(['ib', 'presence', 'chatstate'])

/**
 * Sees to it that every stanza with an id is acknowledged: WhatsApp ends the stream of a client that leaves one unanswered,
 * and says it again with the next login. What Baileys has no listener for is acknowledged here and counted, and a message
 * from an address that it cannot place is kept from it, because it would refuse that. The rest is put into a form in which
 * it gets as far as acknowledging. Nothing of this may overtake what was recorded before: the output gate sees to that.
 */
export const acknowledgeStanzas = (
  socket: WASocket,
  { journal, own, log }: { journal: BorderJournal; own: () => Own; log: Log }
): void => {
  const acknowledge = (stanza: BinaryNode): void => {
    socket
      .sendNode(buildAckStanza(stanza, undefined, own().jid))
      .catch((error: Error) => log.debug({ err: error }, 'not acknowledged, the line has ended'))
  }

  // Baileys announces a stanza under this name first, and reads its tag afterwards.
  socket.ws.on('frame', (stanza: BinaryNode | Uint8Array) => {
    if (stanza instanceof Uint8Array) return
    const { tag, attrs } = stanza
    if (never_acknowledged.has(tag) || tag.startsWith('stream:')) return
    if (!baileys_acknowledges.has(tag)) {
      if (!attrs['id']) return
      attrs['from'] ||= S_WHATSAPP_NET
      if (tag === 'status') journal.record(statusPost(stanza))
      else if (!of_the_moment.has(tag)) journal.record({ type: 'unknown_stanza', tag })
      acknowledge(stanza)
      return
    }
    attrs['from'] ||= S_WHATSAPP_NET
    if (tag !== 'message' && tag !== 'call') return
    if (tag === 'message') dropBrokenName(stanza)
    if (!attrs['id'] || isPlaceable(stanza, own())) return
    journal.record(unplaced(stanza))
    acknowledge({ ...stanza })
    stanza.tag = 'kept from Baileys'
  })
}

/** Whether Baileys finds out whose message or call it is and in which chat. */
const isPlaceable = ({ tag, attrs }: BinaryNode, own: Own): boolean => {
  const { from = '', participant, recipient } = attrs
  // Of one that was missed it makes a message, out of anybody's hearing: where it cannot, nobody catches the error.
  if (tag === 'call') return isPerson(from) || !!isJidGroup(from)
  const by_us = sameUser(from, own.jid) || sameUser(from, own.lid)
  if (isPerson(from)) return !recipient || recipient.endsWith('@bot') || by_us
  if (isJidGroup(from) || isJidBroadcast(from)) return !!participant
  return !!isJidNewsletter(from)
}

const isPerson = (jid: string): boolean =>
  !!isPnUser(jid) || !!isLidUser(jid) || /@hosted(\.lid)?$/.test(jid)

const at = ({ t }: BinaryNode['attrs']): Date => (t ? new Date(Number(t) * 1000) : new Date())

const unplaced = ({ attrs }: BinaryNode) => {
  const { id = '', from = '' } = attrs
  return { type: 'unplaced', whatsapp_id: id, place: from, at: at(attrs) } as const
}

const statusPost = ({ attrs }: BinaryNode) => {
  const sender_id = jidNormalizedUser(attrs['participant'] ?? attrs['from'])
  return {
    type: 'status_post',
    whatsapp_id: attrs['id'] ?? '',
    sender_id,
    at: at(attrs)
  } as const
}

/** Baileys reads the name of a business before the message, and refuses this with it where it is no name. */
const dropBrokenName = (stanza: BinaryNode): void => {
  if (!Array.isArray(stanza.content)) return
  const { VerifiedNameCertificate: Certificate } = proto
  stanza.content = stanza.content.filter(({ tag, content }) => {
    if (tag !== 'verified_name' || !(content instanceof Uint8Array)) return true
    try {
      const { details } = Certificate.decode(content)
      return !!details && !!Certificate.Details.decode(details)
    } catch {
      return false
    }
  })
}
