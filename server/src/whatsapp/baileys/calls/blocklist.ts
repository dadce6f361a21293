import { getBinaryNodeChild, getBinaryNodeChildren } from 'baileys'
import { AppError } from '../../../domain/errors.ts'
import type { Person } from '../../../schemas/person.ts'
import type { CallHandlers } from '../../contract.ts'
import { addressesOf, phoneNumberOf } from '../addresses/jid.ts'
import { refusalOf } from './ask.ts'
import type { CallContext } from './context.ts'
import { withNumber } from './find-people.ts'
import { askAbout, isRegistered, matchNumbers } from './usync.ts'

type Handlers = Pick<CallHandlers, 'set_blocked' | 'read_blocklist'>

/** Whose messages WhatsApp keeps away from the account. */
export const blocklistCalls = (context: CallContext): Handlers => ({
  set_blocked: async ({ contact, blocked }, signal) => {
    try {
      const person = await findPerson(context, contact, signal)
      const item = { tag: 'item', attrs: itemAttributes(person, blocked) }
      await context.ask({ xmlns: 'blocklist', type: 'set', content: [item] }, signal)
      return person
    } catch (error) {
      throw refusalOf(error)
    }
  },
  read_blocklist: async (_input, signal) => {
    const answer = await context.ask({ xmlns: 'blocklist', type: 'get' }, signal).catch((error) => {
      throw refusalOf(error)
    })
    const list = getBinaryNodeChild(answer, 'list')
    if (!list) throw new Error('an answer about who is blocked without a list')
    const people = getBinaryNodeChildren(list, 'item').map(({ attrs }) =>
      addressesOf([attrs['jid'], attrs['pn_jid']])
    )
    return { data: await Promise.all(people.map((one) => withNumber(context.socket, one))) }
  }
})

/**
 * WhatsApp keeps who has a LID under the LID alone, and wants to be told the number besides or that it is not known. It
 * refuses any other form.
 */
const itemAttributes = ({ jid, lid }: Person, blocked: boolean): Record<string, string> => {
  const action = blocked ? 'block' : 'unblock'
  if (!lid) return { action, jid: jid ?? '' }
  if (!blocked) return { action, jid: lid }
  return { action, jid: lid, ...(jid ? { pn_jid: jid } : { unknown_identifier: 'true' }) }
}

/** The account with this address. Of a number WhatsApp is asked whether there is one, and under which LID. */
const findPerson = async (
  context: CallContext,
  contact: string,
  signal: AbortSignal
): Promise<Person> => {
  const phone_number = phoneNumberOf(contact)
  if (phone_number === null) return withNumber(context.socket, addressesOf([contact]))
  const people = [{ phone_number }]
  const found = await askAbout(context, ['contact', 'lid'], people, signal)
  const user = matchNumbers([phone_number], found).get(phone_number)
  const registered = user && isRegistered(user)
  if (registered === false) throw new AppError('contact_not_found')
  // Nothing is known against it: WhatsApp may take the number as it is.
  return addressesOf(registered ? [user?.jid ?? undefined, user?.lid ?? undefined] : [contact])
}
