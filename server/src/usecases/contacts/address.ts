import { AppError } from '../../domain/errors.ts'
import { isPersonChat, parseRecipient } from '../../domain/recipient.ts'

/** The address of a contact who is named in a path: by number, by JID or by LID. Anything else is nobody. */
export const contactAddress = (text: string): string => {
  const address = parseRecipient(text)
  if (address && isPersonChat(address)) return address
  const detail =
    'Name a contact by number in international format, by JID (…@s.whatsapp.net) or by LID (…@lid).'
  throw new AppError('not_found', {}, { detail })
}
