import { AppError, type FieldError } from '../../domain/errors.ts'
import { parsePhoneNumber, readRecipient, recipient_problems } from '../../domain/recipient.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { CheckedContact, NumberOnWhatsApp } from '../../schemas/contact.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'

/** Which of these numbers are on WhatsApp, in the order in which they are given. */
export const checkContacts = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  given: string[],
  signal: AbortSignal
): Promise<{ data: CheckedContact[] }> => {
  const read = given.map((text) => parsePhoneNumber(text))
  const fields = given.flatMap((text, index) => (read[index] ? [] : [problemOf(text, index)]))
  if (fields.length > 0) throw new AppError('validation_failed', {}, { fields })
  const phone_numbers = read.filter((number) => number !== null)
  const { contacts } = await callSession(
    deps,
    tenant,
    session_id,
    'check_contacts',
    { phone_numbers },
    signal
  )
  return { data: contacts.map((found, index) => checkedView(given[index] ?? '', found)) }
}

const problemOf = (text: string, index: number): FieldError => {
  const path = `phone_numbers.${index}`
  const recipient = readRecipient(text)
  if ('problem' in recipient) return { path, message: recipient_problems[recipient.problem] }
  const kind = recipient.chat_id.endsWith('@lid') ? 'a LID' : 'a group'
  return { path, message: `Is ${kind}: only numbers can be checked, such as +20 100 123 4567.` }
}

const checkedView = (given: string, found: NumberOnWhatsApp): CheckedContact => {
  const { asked, on_whatsapp, phone_number, jid, lid } = found
  const number_changed = phone_number !== null && phone_number !== asked
  return { given, read_as: asked, on_whatsapp, phone_number, number_changed, jid, lid }
}
