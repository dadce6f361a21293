import { isLidUser, jidNormalizedUser, type WASocket } from 'baileys'
import type { Person } from '../../../schemas/person.ts'
import { addressesOf, phoneNumberOf } from '../addresses/jid.ts'
import type { CallContext } from './context.ts'
import { askAbout, isRegistered, matchNumbers, remember } from './usync.ts'

/** Somebody who is named by an address. */
export type FoundPerson = {
  /** The address. */
  contact: string
  person: Person
  /** Whether there is such an account; null where WhatsApp does not say. */
  exists: boolean | null
}

/** The people with these addresses, in their order. Of numbers WhatsApp is asked whether they have an account, and which LID. */
export const findPeople = async (
  context: Pick<CallContext, 'ask' | 'socket'>,
  contacts: readonly string[],
  signal: AbortSignal
): Promise<FoundPerson[]> => {
  const numbers = [...new Set(contacts.flatMap((one) => phoneNumberOf(one) ?? []))]
  const people = numbers.map((phone_number) => ({ phone_number }))
  const found =
    people.length === 0 ? [] : await askAbout(context, ['contact', 'lid'], people, signal)
  const matched = matchNumbers(numbers, found)
  await remember(context.socket, [...matched.values()])
  return Promise.all(
    contacts.map(async (contact) => {
      const number = phoneNumberOf(contact)
      if (number === null) {
        const person = await withNumber(context.socket, addressesOf([contact]))
        return { contact, person, exists: null }
      }
      const user = matched.get(number)
      const exists = user ? isRegistered(user) : null
      const addresses = [user?.jid ?? contact, user?.lid ?? undefined]
      return { contact, person: addressesOf(exists ? addresses : [contact]), exists }
    })
  )
}

/** With the number, where this session knows it. */
export const withNumber = async (socket: WASocket, person: Person): Promise<Person> => {
  if (person.jid || !person.lid || !isLidUser(person.lid)) return person
  const jid = await socket.signalRepository.lidMapping.getPNForLID(person.lid)
  return jid ? addressesOf([jidNormalizedUser(jid), person.lid]) : person
}
