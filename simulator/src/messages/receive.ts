import { takeFault } from '../control/faults.ts'
import { readInGroup } from '../groups/group-receive.ts'
import type { Group } from '../groups/groups.ts'
import { type Device, type Phone, signalOf } from '../phones/phone.ts'
import { decryptFrom } from '../phones/signal.ts'
import { isGroup, parseJid, STATUS_JID } from '../wire/jid.ts'
import { unpad } from '../wire/padding.ts'
import { proto } from '../wire/wire.ts'
import { phoneByJid, runLater, type World } from '../world.ts'
import type { Arrival } from './arrival.ts'
import { arriveAt } from './arrive.ts'
import { readContent } from './content.ts'
import { findReceived, type ReceivedMessage } from './inbox.ts'
import { hearPeer } from './peer-in.ts'
import { sendDelivered, sendRead, sendRetry } from './receipts-out.ts'
import { sayTextTo } from './say-to.ts'

/** The phone decrypts, notes what it got, and answers as its owner has set it. */
export const receiveAtPhone = (world: World, phone: Phone, arrival: Arrival): void => {
  decryptArrival(world, phone, arrival).then(
    (plaintext) => accept(world, phone, arrival, plaintext),
    (error: unknown) => refuse(world, phone, arrival, error)
  )
}

const decryptArrival = async (
  world: World,
  phone: Phone,
  { sender, encs, group, posted }: Arrival
): Promise<Uint8Array> => {
  if (takeFault(world.faults, phone.number, 'refuse_messages'))
    throw new Error('refused by a fault')
  if (group) return readInGroup(phone, group, sender, encs)
  if (posted) return readInGroup(phone, { jid: STATUS_JID }, sender, encs)
  const [enc] = encs
  const { content, attrs } = enc ?? {}
  if (!(content instanceof Uint8Array)) throw new Error('the ciphertext is missing')
  const name = sender.phone.number
  const padded = await decryptFrom(signalOf(phone), name, sender.id, attrs?.type ?? '', content)
  return unpad(padded)
}

const accept = (world: World, phone: Phone, arrival: Arrival, plaintext: Uint8Array): void => {
  const { sender, stanza, addressing, group, posted } = arrival
  // What an app says to its own phone behind the scenes is no message of anybody.
  if (stanza.attrs.category === 'peer') {
    if (sender.phone !== phone) return
    hearPeer(world, sender, stanza.attrs.id ?? '', plaintext)
    return
  }
  const content = readContent(plaintext)
  const own = sender.phone === phone
  const message = arriveAt(world, phone, {
    id: stanza.attrs.id ?? '',
    from: sender.phone.number,
    chat: group?.jid ?? (posted ? STATUS_JID : chatOf(world, sender, content.sent_to, own)),
    addressing,
    content,
    stanza,
    payload: own ? proto.Message.encode(content.message).finish() : plaintext
  })
  if (!own) answer(world, phone, group ?? sender.phone, sender.phone, message)
}

const chatOf = (world: World, sender: Device, sent_to: string | null, own: boolean): string => {
  if (!own) return sender.phone.number
  const jid = parseJid(sent_to ?? undefined)
  if (!jid) return sender.phone.number
  return isGroup(jid) ? (sent_to ?? '') : (phoneByJid(world, jid)?.number ?? jid.user)
}

const answer = (
  world: World,
  phone: Phone,
  chat: Phone | Group,
  sender: Phone,
  message: ReceivedMessage
): void => {
  const { auto_delivered, auto_read, auto_reply, delivered_delay_ms, read_delay_ms } =
    phone.settings
  if (auto_delivered) {
    runLater(world, delivered_delay_ms, () => sendDelivered(world, phone, sender, message))
  }
  if (auto_read) {
    runLater(world, delivered_delay_ms + read_delay_ms, () =>
      sendRead(world, phone, sender, [message], 'read')
    )
  }
  if (
    auto_reply !== null &&
    message.chat !== STATUS_JID &&
    message.kind === 'text' &&
    message.copies === 1
  ) {
    sayTextTo(world, phone, chat, auto_reply).catch(() => (world.stats.undecryptable += 1))
  }
}

const refuse = (world: World, phone: Phone, arrival: Arrival, error: unknown): void => {
  const { sender, stanza } = arrival
  const known = findReceived(phone.inbox, sender.phone.number, stanza.attrs.id ?? '')
  if (known) known.raw_copies += 1
  // The very same ciphertext again: the message is there already, so there is nothing to ask for.
  if (known && String(error).includes('DuplicatedMessage')) return
  world.stats.undecryptable += 1
  sendRetry(world, phone, arrival)
}
