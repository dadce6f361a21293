import type { NumberOnWhatsApp } from '../../../schemas/contact.ts'
import type { CallHandlers } from '../../contract.ts'
import { phoneNumberOf } from '../addresses/jid.ts'
import { readAbout } from './about.ts'
import { QuestionRefused, refusalOf } from './ask.ts'
import { tokenFor } from './contact-token.ts'
import type { CallContext } from './context.ts'
import { readPicture } from './picture.ts'
import { askAbout, type FoundUser, isRegistered, matchNumbers, remember } from './usync.ts'

type Handlers = Pick<CallHandlers, 'check_contacts' | 'read_picture' | 'read_about'>

/** What is asked about other people. */
export const contactCalls = (context: CallContext): Handlers => ({
  check_contacts: async ({ phone_numbers }, signal) => {
    const numbers = [...new Set(phone_numbers)]
    const people = numbers.map((phone_number) => ({ phone_number }))
    const found = await askAbout(context, ['contact', 'lid'], people, signal).catch((error) => {
      throw refusalOf(error)
    })
    const matched = matchNumbers(numbers, found)
    await remember(context.socket, [...matched.values()])
    return { contacts: phone_numbers.map((number) => answerFor(number, matched.get(number))) }
  },
  read_picture: async ({ contact }, signal) => {
    const token = await tokenFor(context, contact)
    return readPicture(context.ask, contact, signal, token).then(
      (picture) => ({ picture, hidden: false }),
      (error) => {
        if (error instanceof QuestionRefused && hidden_codes.has(error.code))
          return { picture: null, hidden: true }
        throw refusalOf(error)
      }
    )
  },
  read_about: ({ contact }, signal) =>
    readAbout(context, contact, signal).catch((error) => {
      throw refusalOf(error)
    })
})

const hidden_codes = new Set(['401', '403'])

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
