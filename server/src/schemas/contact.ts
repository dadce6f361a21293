import { z } from 'zod'
import { Person } from './person.ts'

export const contact_checks_max = 100

/** A person's address by number or by LID. */
export const contact_pattern = /^\d{1,20}@(s\.whatsapp\.net|lid)$/

/** What WhatsApp says of one number: what a worker answers, before it is put beside what the caller gave. */
export const NumberOnWhatsApp = z.object({
  asked: z.string(),
  on_whatsapp: z.boolean().nullable(),
  phone_number: z.string().nullable(),
  jid: z.string().nullable(),
  lid: z.string().nullable()
})

export type NumberOnWhatsApp = z.output<typeof NumberOnWhatsApp>

export const CheckContacts = z.strictObject({
  phone_numbers: z
    .array(z.string().max(60))
    .min(1)
    .max(contact_checks_max)
    .describe('Numbers in international format, in any notation people use, or JIDs of numbers.')
})

export const CheckedContact = z
  .object({
    given: z.string().describe('The number as it was sent.'),
    read_as: z.string().describe('Its digits in international format: what WhatsApp was asked.'),
    on_whatsapp: z
      .boolean()
      .nullable()
      .describe('Whether the number has an account; null when WhatsApp gave no answer for it.'),
    phone_number: z
      .string()
      .nullable()
      .describe('The number of the account as WhatsApp writes it; null without an account.'),
    number_changed: z
      .boolean()
      .describe(
        'Whether WhatsApp writes the number in another form than `read_as`: with or without Brazil’s ninth digit, Mexico’s 1 or Argentina’s 9. Messages to either form reach the same account.'
      ),
    jid: z.string().nullable().describe('The address of the account: …@s.whatsapp.net.'),
    lid: z
      .string()
      .nullable()
      .describe(
        'The address that does not reveal the number: …@lid; null when WhatsApp names none.'
      )
  })
  .meta({ id: 'CheckedContact' })

export type CheckedContact = z.output<typeof CheckedContact>

export const BlockedContact = Person.extend({ blocked: z.boolean() }).meta({ id: 'BlockedContact' })

export const StatusMute = Person.extend({ status_muted: z.boolean() }).meta({ id: 'StatusMute' })
export type StatusMute = z.output<typeof StatusMute>

export const Blocklist = z.object({ data: z.array(Person) }).meta({ id: 'Blocklist' })

export const LidView = Person.meta({ id: 'KnownLid' })
