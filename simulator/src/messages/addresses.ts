import type { Phone } from '../phones/phone.ts'
import { type Addressing, lidJid, pnJid } from '../wire/jid.ts'
import type { Attributes } from '../wire/node.ts'

/** By which address somebody is known to others. */
export const addressingOf = ({ settings }: Phone): Addressing =>
  settings.lid_addressing && settings.has_lid ? 'lid' : 'pn'

/** By which addresses two people talk: by LID, too, where one knows no number of the other. */
export const addressingBetween = (from: Phone, to: Phone): Addressing =>
  to.settings.hides_number && to.settings.has_lid && from.settings.has_lid
    ? 'lid'
    : addressingOf(from)

/** The address of a phone or one of its devices; the number where there is no LID. */
export const addressOf = (phone: Phone, addressing: Addressing, device = 0): string =>
  addressing === 'lid' && phone.settings.has_lid
    ? lidJid(phone.lid, device)
    : pnJid(phone.number, device)

/** The LID of those who have one. */
export const lidOf = (phone: Phone, device = 0): string | undefined =>
  phone.settings.has_lid ? lidJid(phone.lid, device) : undefined

/** The number that an address by LID comes with, unless it is nobody's business. */
export const numberBeside = (phone: Phone, addressing: Addressing): string | undefined =>
  addressing === 'lid' && phone.settings.has_lid && !phone.settings.hides_number
    ? pnJid(phone.number)
    : undefined

/** The user name of those who have one and are called by LID. */
export const nameBeside = ({ settings }: Phone, addressing: Addressing): string | undefined =>
  addressing === 'lid' && settings.has_lid ? (settings.username ?? undefined) : undefined

/** What a message says of its sender besides the address; to the own devices it does not say who they are. */
export const senderAttributes = (
  phone: Phone,
  addressing: Addressing,
  own: boolean
): Attributes => ({
  // Who is known by a user name alone does not tell another.
  notify: phone.settings.name || undefined,
  addressing_mode: addressing === 'lid' ? 'lid' : undefined,
  ...(!own && {
    sender_pn: numberBeside(phone, addressing),
    sender_lid: addressing === 'lid' ? undefined : lidOf(phone),
    username: nameBeside(phone, addressing)
  })
})

/** What the copy for the sender's own devices says of the chat it is from. */
export const recipientAttributes = (phone: Phone, addressing: Addressing): Attributes => ({
  recipient: addressOf(phone, addressing),
  peer_recipient_pn: numberBeside(phone, addressing),
  peer_recipient_username: nameBeside(phone, addressing)
})
