import { isLidUser, isPnUser, jidNormalizedUser, type WASocket } from 'baileys'
import { LRUCache } from 'lru-cache'
import { SendElsewhere, SendInterrupted, SendRefused } from '../../send-errors.ts'

const remembered_max = 1_000
const remembered_ms = 600_000

/**
 * Looks up numbers that were never met: Baileys would send the message to nobody and call it sent. The server knows an
 * account by one way of writing its number (Brazil's ninth digit, Mexico's 1, Argentina's 9 may be in it or not) and names
 * that; a message to the other reaches nobody. Throws when the chat is not that of an account. Gives the LID of the number, if it
 * has one.
 */
export const createLookUp = (socket: WASocket): ((chat_id: string) => Promise<string | null>) => {
  const { lidMapping } = socket.signalRepository
  /** What the server calls the account of a number that has no LID. */
  const known = new LRUCache<string, string>({ max: remembered_max, ttl: remembered_ms })

  const ask = async (chat_id: string): Promise<string> => {
    const answer = await socket.onWhatsApp(chat_id).catch(notAnswered)
    const account = answer?.find((one) => one.exists)
    if (!account) throw new SendRefused('not_on_whatsapp')
    const jid = jidNormalizedUser(account.jid)
    // A LID is another address of the same number, not another number.
    if (isLidUser(jid)) await lidMapping.storeLIDPNMappings([{ lid: jid, pn: chat_id }])
    return jid
  }

  return async (chat_id) => {
    if (!isPnUser(chat_id)) return null
    const lid = await lidMapping.getLIDForPN(chat_id).catch(notAnswered)
    if (lid) return lid
    const jid = known.get(chat_id) ?? (await ask(chat_id))
    known.set(chat_id, jid)
    if (isLidUser(jid)) return jid
    if (!isPnUser(jid) || jid === chat_id) return null
    throw new SendElsewhere(jid)
  }
}

const notAnswered = (error: Error): never => {
  throw new SendInterrupted(`the number could not be looked up: ${error.message}`, { cause: error })
}
