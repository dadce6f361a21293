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
import type { Own } from '../addresses/jid.ts'
import { sameUser } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { isStatusPost } from '../messages/from-whatsapp.ts'
import type { StatusStanzas } from './status-stanzas.ts'

/** Acknowledged by Baileys, if it can read them far enough. */
const baileys_acknowledges = new Set(['message', 'receipt', 'notification', 'call'])
/** Answers, requests, and stanzas about the connection itself. */
const never_acknowledged = new Set(['ack', 'iq', 'success', 'failure', 'error', 'xmlstreamend'])
/** Known kinds that usually have no id. */
const of_the_moment = new Set(['ib', 'presence', 'chatstate'])

/**
 * Listens to every stanza before Baileys does, and makes sure that each with an id is acknowledged: WhatsApp ends the stream
 * of a client that leaves one unanswered, and sends it again after the next login. Stanzas that no other listener handles
 * are recorded and acknowledged here. So is a message from an address that Baileys cannot place: Baileys would refuse it, so
 * it never gets it. Other stanzas are changed where Baileys could not read them far enough to acknowledge them. No
 * acknowledgement leaves before what was recorded earlier is on disk: the output gate ensures that.
 */
export const listenForUnhandled = (
  socket: WASocket,
  {
    journal,
    own,
    app_state,
    phone_calls,
    status_stanzas,
    log
  }: {
    journal: BorderJournal
    own: () => Own
    /** The account has set something on another device. Resolves when that is noted. */
    app_state: { heard(stanza: BinaryNode): Promise<void> }
    /** Something about a call. Resolves when that is recorded. */
    phone_calls: { heard(stanza: BinaryNode): Promise<void> }
    status_stanzas: Pick<StatusStanzas, 'take' | 'acknowledge'>
    log: Log
  }
): void => {
  const { acknowledge } = status_stanzas
  // Baileys announces a stanza under this name first, and reads its tag afterwards.
  socket.ws.on('frame', (stanza: BinaryNode | Uint8Array) => {
    if (stanza instanceof Uint8Array) return
    const { tag, attrs } = stanza
    if (never_acknowledged.has(tag) || tag.startsWith('stream:')) return
    if (!baileys_acknowledges.has(tag)) {
      if (!attrs['id']) return
      attrs['from'] ||= S_WHATSAPP_NET
      const is_post = tag === 'status' && isPlaceable(stanza, own())
      if (is_post && isStatusPost(stanza) && status_stanzas.take(stanza))
        return dropBrokenName(stanza)
      if (tag === 'status') journal.record(statusPost(stanza, own()))
      else if (!of_the_moment.has(tag)) journal.record({ type: 'unknown_stanza', tag })
      acknowledge(stanza)
      return
    }
    attrs['from'] ||= S_WHATSAPP_NET
    if (tag === 'notification' && attrs['type'] === 'server_sync') {
      // Baileys would read what is new itself, and lose it in a crash (appstate/app-state.ts).
      const own_copy = { ...stanza }
      stanza.tag = 'kept from Baileys'
      app_state.heard(own_copy).then(
        () => acknowledge(own_copy),
        (error: Error) => log.warn({ err: error }, 'a change of settings was not noted')
      )
      return
    }
    if (tag !== 'message' && tag !== 'call') return
    if (tag === 'message') dropBrokenName(stanza)
    if (!attrs['id']) return
    if (isPlaceable(stanza, own())) {
      if (tag !== 'call') return
      // Baileys would make a message of it, for nobody.
      const own_copy = { ...stanza }
      stanza.tag = 'kept from Baileys'
      phone_calls.heard(own_copy).then(
        () => acknowledge(own_copy),
        (error: Error) => log.warn({ err: error }, 'a call was not noted')
      )
      return
    }
    journal.record(unplaced(stanza))
    acknowledge({ ...stanza })
    stanza.tag = 'kept from Baileys'
  })
}

/** Acknowledges a stanza as what its tag says. */
export const createAcknowledge =
  (socket: () => WASocket, own: () => Own, log: Log) =>
  (stanza: BinaryNode): void => {
    socket()
      .sendNode(buildAckStanza(stanza, undefined, own().jid))
      .catch((error: Error) =>
        log.debug({ err: error }, 'not acknowledged, the connection has ended')
      )
  }

/** Whether Baileys can tell who sent a message or call, and in which chat. */
const isPlaceable = ({ tag, attrs }: BinaryNode, own: Own): boolean => {
  const { from = '', participant, recipient } = attrs
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

const statusPost = ({ attrs }: BinaryNode, own: Own) => {
  const sender_id = jidNormalizedUser(attrs['participant'] ?? attrs['from'])
  return {
    type: 'status_post',
    whatsapp_id: attrs['id'] ?? '',
    sender_id,
    from_me: sameUser(sender_id, own.jid) || sameUser(sender_id, own.lid),
    at: at(attrs)
  } as const
}

/** Removes a business name that cannot be read: Baileys would refuse the whole message for it. */
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
