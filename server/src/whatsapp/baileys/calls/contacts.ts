import { getBinaryNodeChild, type WASocket } from 'baileys'
import type { NumberOnWhatsApp } from '../../../schemas/contact.ts'
import type { CallHandlers } from '../../contract.ts'
import { phoneNumberOf } from '../addresses/jid.ts'
import { refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'
import { askAbout, type FoundUser, matchNumbers } from './usync.ts'

/** What is asked about other people. */
export const contactCalls = (context: CallContext): Pick<CallHandlers, 'check_contacts'> => ({
  check_contacts: async ({ phone_numbers }, signal) => {
    const numbers = [...new Set(phone_numbers)]
    const people = numbers.map((phone_number) => ({ phone_number }))
    const found = await askAbout(context, ['contact', 'lid'], people, signal).catch((error) => {
      throw refusalOf(error)
    })
    const matched = matchNumbers(numbers, found)
    await remember(context.socket, [...matched.values()])
    return { contacts: phone_numbers.map((number) => answerFor(number, matched.get(number))) }
  }
})

const answerFor = (asked: string, user: FoundUser | undefined): NumberOnWhatsApp => {
  const on_whatsapp = user ? isRegistered(user) : null
  const jid = on_whatsapp && user ? user.jid : null
  return {
    asked,
    on_whatsapp,
    phone_number: jid && phoneNumberOf(jid),
    jid,
    lid: on_whatsapp && user ? user.lid : null
  }
}

/** Null where WhatsApp says of this one that it cannot tell. */
const isRegistered = ({ node }: FoundUser): boolean | null => {
  const contact = getBinaryNodeChild(node, 'contact')
  if (!contact || getBinaryNodeChild(contact, 'error')) return null
  const { type } = contact.attrs
  if (type === 'in') return true
  return type === 'out' || type === 'invalid' ? false : null
}

/** Whoever is written to next is not looked up again. */
const remember = async (socket: WASocket, users: FoundUser[]): Promise<void> => {
  const pairs = users.flatMap(({ jid, lid }) => (jid && lid ? [{ pn: jid, lid }] : []))
  if (pairs.length > 0) await socket.signalRepository.lidMapping.storeLIDPNMappings(pairs)
}
