import { type BinaryNode, isJidGroup, isPnUser, jidNormalizedUser, type WASocket } from 'baileys'
import { LRUCache } from 'lru-cache'
import { stale_group_codes } from '../../refusals.ts'
import { SendInterrupted, SendRefused } from '../../send-errors.ts'
import { askAgainForLid } from '../patches/apply.ts'
import { createLookUp } from './look-up.ts'

/** Where a message goes: the address, and what its stanza says besides. */
export type Address = { to: string; attributes: Record<string, string> }

export type Sent = { whatsapp_id: string; chat_id: string; address: Address }

export type Addresses = {
  /** The address under which WhatsApp takes messages for a chat. Throws where the chat is not that of an account. */
  find(chat_id: string): Promise<Address>
  /** What became of a message that was not acknowledged, where the error has to do with its address; else the error. */
  judge(error: unknown, sent: Sent): Promise<unknown>
}

/** What WhatsApp answers to a message for a number that should have gone to the LID, and to one for a stranger. */
const restricted = '463'
const remembered_max = 1_000

/**
 * WhatsApp takes messages for a person who has a LID under the LID alone, with the number beside it. Under the number they
 * go to those who have none. Everything else is named as the callers name it.
 */
export const createAddresses = (socket: WASocket): Addresses => {
  const lookUp = createLookUp(socket)
  const { lidMapping } = socket.signalRepository
  const { keys } = socket.authState
  /** Messages to groups that were sent once more. */
  const sent_again = new LRUCache<string, true>({ max: remembered_max })

  const judgeGroup = async (error: unknown, { whatsapp_id, address }: Sent): Promise<unknown> => {
    // Nobody has the key to the group that went with a message which was not taken.
    await keys.set({ 'sender-key-memory': { [address.to]: null } })
    const code = codeOf(error)
    if (!code || !stale_group_codes.has(code)) return error
    if (sent_again.has(whatsapp_id)) return new SendRefused('group_changed', code)
    sent_again.set(whatsapp_id, true)
    // Who is in the group Baileys asks each time; which devices they have it remembers.
    await socket.userDevicesCache.flushAll()
    return error
  }

  return {
    find: async (chat_id): Promise<Address> => {
      const lid = await lookUp(chat_id)
      if (!lid) return { to: chat_id, attributes: {} }
      return { to: jidNormalizedUser(lid), attributes: { peer_recipient_pn: chat_id } }
    },
    judge: async (error, sent) => {
      const { chat_id, address } = sent
      if (isJidGroup(chat_id)) return judgeGroup(error, sent)
      if (codeOf(error) !== restricted || address.to !== chat_id || !isPnUser(chat_id)) return error
      // A number that had no LID may have got one since. It is no repetition: the next attempt goes elsewhere.
      askAgainForLid(lidMapping, chat_id)
      const lid = await lidMapping.getLIDForPN(chat_id).catch(() => null)
      return lid ? new SendInterrupted('the person has a LID by now', { code: restricted }) : error
    }
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof SendRefused || error instanceof SendInterrupted ? error.whatsapp_code : undefined

/**
 * In the copy of an own message Baileys takes the sender's other address for that of the chat: the contact's LID would
 * become one of the own number, for good.
 */
export const leaveOutSelf = ({ attrs }: BinaryNode): void => {
  if (!attrs['recipient']) return
  delete attrs['sender_pn']
  delete attrs['sender_lid']
}
