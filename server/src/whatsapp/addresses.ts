import { type BinaryNode, isJidGroup, isPnUser, jidNormalizedUser, type WASocket } from 'baileys'
import { SendInterrupted, SendRefused } from './contract.ts'
import { createLookUp } from './look-up.ts'
import { askAgainForLid } from './quick-addresses.ts'

/** Where a message goes: the address, and what its stanza says besides. */
export type Address = { to: string; attributes: Record<string, string> }

export type Addresses = {
  /** The address under which WhatsApp takes messages for a chat. Throws where the chat is not that of an account. */
  find(chat_id: string): Promise<Address>
  /** The error of a message that went to this address, or what it really means: that the address was out of date. */
  judge(error: unknown, chat_id: string, address: Address): Promise<unknown>
}

/** What WhatsApp answers to a message for a number that should have gone to the LID, and to one for a stranger. */
const restricted = '463'

/**
 * WhatsApp takes messages for a person who has a LID under the LID alone, with the number beside it. Under the number they
 * go to those who have none. Everything else is named as the callers name it.
 */
export const createAddresses = (socket: WASocket): Addresses => {
  const lookUp = createLookUp(socket)
  const { lidMapping } = socket.signalRepository
  const { keys } = socket.authState

  return {
    find: async (chat_id): Promise<Address> => {
      const lid = await lookUp(chat_id)
      if (!lid) return { to: chat_id, attributes: {} }
      return { to: jidNormalizedUser(lid), attributes: { peer_recipient_pn: chat_id } }
    },
    judge: async (error, chat_id, { to }) => {
      // Nobody has the key to a group that went with a message which was not taken.
      if (isJidGroup(to)) await keys.set({ 'sender-key-memory': { [to]: null } })
      if (!(error instanceof SendRefused) || error.whatsapp_code !== restricted) return error
      if (to !== chat_id || !isPnUser(chat_id)) return error
      // A number that had no LID may have got one since. It is no repetition: the next attempt goes elsewhere.
      askAgainForLid(lidMapping, chat_id)
      const lid = await lidMapping.getLIDForPN(chat_id).catch(() => null)
      return lid ? new SendInterrupted('the person has a LID by now', { code: restricted }) : error
    }
  }
}

/**
 * In the copy of an own message Baileys takes the sender's other address for that of the chat: the contact's LID would
 * become one of the own number, for good.
 */
export const leaveOutSelf = ({ attrs }: BinaryNode): void => {
  if (!attrs['recipient']) return
  delete attrs['sender_pn']
  delete attrs['sender_lid']
}
