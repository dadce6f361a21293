import { proto } from 'baileys'
import { contact_bounds } from '../../../schemas/messages/kinds/contacts.ts'
import { readCards } from '../../vcard/read.ts'
import { writeCard } from '../../vcard/write.ts'
import { codec } from './codec.ts'

export const contacts = codec({
  type: 'contacts',
  encode: ({ contacts: cards }) => {
    const written = cards.map((card) => ({
      displayName: card.name.formatted_name,
      vcard: writeCard(card)
    }))
    const [only] = written
    return proto.Message.create(
      written.length === 1 && only
        ? { contactMessage: only }
        : {
            contactsArrayMessage: {
              displayName: `${written.length} contacts`,
              contacts: written
            }
          }
    )
  },
  decode: ({ contactMessage: one, contactsArrayMessage: several }) => {
    const said = one ? [one] : (several?.contacts ?? [])
    if (!one && !several) return null
    const cards = said
      .slice(0, contact_bounds.cards)
      .flatMap(({ vcard, displayName }) => readCards(vcard ?? '', displayName))
    return { type: 'contacts', contacts: cards.slice(0, contact_bounds.cards) }
  }
})
