import { isPnUser, jidNormalizedUser, type WASocket } from 'baileys'
import { LRUCache } from 'lru-cache'
import { SendElsewhere, SendInterrupted, SendRefused } from './contract.ts'

const remembered_max = 1_000

/**
 * Looks up numbers that were never met: Baileys would send the message to nobody and call it sent. The server knows an
 * account by one way of writing its number (Brazil's ninth digit, Mexico's 1, Argentina's 9 may be in it or not) and names
 * that; a message to the other reaches nobody. Throws when the chat is not that of an account.
 */
export const createLookUp = (socket: WASocket): ((chat_id: string) => Promise<void>) => {
  const elsewhere = new LRUCache<string, string>({ max: remembered_max })

  const ask = async (chat_id: string): Promise<string> => {
    let answer: Awaited<ReturnType<WASocket['onWhatsApp']>>
    try {
      answer = await socket.onWhatsApp(chat_id)
    } catch (error) {
      throw new SendInterrupted(`the number could not be looked up: ${(error as Error).message}`, {
        cause: error
      })
    }
    const account = answer?.find((one) => one.exists)
    if (!account) throw new SendRefused('not_on_whatsapp')
    return jidNormalizedUser(account.jid)
  }

  return async (chat_id) => {
    if (!isPnUser(chat_id)) return
    if (await socket.signalRepository.lidMapping.getLIDForPN(chat_id)) return
    const jid = elsewhere.get(chat_id) ?? (await ask(chat_id))
    // A LID is another address of the same number, not another number.
    if (!isPnUser(jid) || jid === chat_id) return
    elsewhere.set(chat_id, jid)
    throw new SendElsewhere(jid)
  }
}
