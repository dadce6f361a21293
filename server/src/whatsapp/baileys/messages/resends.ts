import { type BinaryNode, proto, type WAMessageKey, type WASocket } from 'baileys'
import type { Log } from '../../../lib/log.ts'
import type { StoredKeys } from '../../contract.ts'
import type { Own } from '../addresses/jid.ts'
import { sameUser } from '../addresses/jid.ts'
import type { BorderJournal } from '../border.ts'
import { createKeptMap } from '../keys/kept-map.ts'

type Awaited = { key: WAMessageKey; t: number; asked: number }

const bounds = { entries_max: 500, characters_max: 200_000 }
/** After so long the phone gives none out any more. */
const age_max_s = 14 * 86_400
const asked_max = 5
/** As many as one request names. */
const asked_at_once = 100

/** Messages whose content only the phone has. They are remembered on disk until it has given it, or will not. */
export type Resends = {
  ready(): Promise<void>
  /** Baileys asks the phone for this one in a moment. */
  expect(stanza: BinaryNode): void
  /** It has come, by whichever way. */
  arrived(whatsapp_id: string): void
  /** Asks for all that was not answered by the time the connection before ended. */
  askAgain(socket: Pick<WASocket, 'sendPeerDataOperationMessage'>): Promise<void>
}

export const createResends = (
  journal: BorderJournal,
  stored: StoredKeys,
  own: () => Own,
  log: Log
): Resends => {
  const awaited = createKeptMap<Awaited>('resends', bounds, journal, stored)
  return {
    ready: awaited.ready,
    expect: ({ attrs }) => {
      const { id, t } = attrs
      if (!id || awaited.get(id)) return
      awaited.set(id, { key: keyOf(attrs, own()), t: Number(t) || nowSeconds(), asked: 1 })
    },
    arrived: awaited.delete,
    askAgain: async (socket) => {
      await awaited.ready()
      const keys: WAMessageKey[] = []
      for (const [id, one] of awaited.entries()) {
        if (one.asked >= asked_max || nowSeconds() - one.t > age_max_s) awaited.delete(id)
        else if (keys.length < asked_at_once) {
          awaited.set(id, { ...one, asked: one.asked + 1 })
          keys.push(one.key)
        }
      }
      if (keys.length === 0) return
      log.info({ count: keys.length }, 'asking the phone again for messages without content')
      await socket.sendPeerDataOperationMessage({
        placeholderMessageResendRequest: keys.map((messageKey) => ({ messageKey })),
        peerDataOperationRequestType:
          proto.Message.PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND
      })
    }
  }
}

const nowSeconds = (): number => Math.floor(Date.now() / 1000)

/** The message as the phone knows it. */
export const keyOf = (attrs: BinaryNode['attrs'], own: Own): WAMessageKey => {
  const { id, from, participant, recipient } = attrs
  const author = participant ?? from
  const fromMe = sameUser(author, own.jid) || sameUser(author, own.lid)
  const remoteJid = fromMe && recipient ? recipient : from
  return {
    remoteJid: remoteJid ?? null,
    fromMe,
    id: id ?? null,
    ...(participant && { participant })
  }
}

/** What the phone has answered, as the stanzas in which the messages would have come. */
export const resentMessages = (
  message: proto.IMessage,
  own: Own
): { stanza: BinaryNode; message: proto.IMessage }[] => {
  const results =
    message.protocolMessage?.peerDataOperationRequestResponseMessage?.peerDataOperationResult ?? []
  return results.flatMap(({ placeholderMessageResendResponse: response }) => {
    if (!response?.webMessageInfoBytes) return []
    const info = proto.WebMessageInfo.decode(response.webMessageInfoBytes)
    const { remoteJid, fromMe, id, participant } = info.key ?? {}
    if (!info.message || !remoteJid || !id) return []
    const in_group = /@(g\.us|broadcast)$/.test(remoteJid)
    const author = fromMe ? own.jid : (participant ?? info.participant ?? undefined)
    const attrs: Record<string, string | undefined> = in_group
      ? { from: remoteJid, participant: author }
      : fromMe
        ? { from: own.jid, recipient: remoteJid }
        : { from: remoteJid }
    Object.assign(attrs, { id, t: String(Number(info.messageTimestamp) || nowSeconds()) })
    if (info.pushName && !fromMe) attrs['notify'] = info.pushName
    const given = Object.entries(attrs).filter((entry): entry is [string, string] => !!entry[1])
    const stanza = { tag: 'message', attrs: Object.fromEntries(given) }
    return [{ stanza, message: info.message }]
  })
}
