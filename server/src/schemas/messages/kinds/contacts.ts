import { z } from 'zod'
import { kind } from './kind.ts'

/** Cards in one message, entries of one list in a card, and characters of one entry. */
export const contact_bounds = { cards: 100, entries: 20, length: 500 } as const

const text = z.string().min(1).max(contact_bounds.length)
const list = <T extends z.ZodType>(entry: T) => z.array(entry).max(contact_bounds.entries)
const type = text.optional().describe('`HOME`, `WORK`, `CELL` or any other label.')
const shown = { text: z.string(), type: z.string().optional() }

export const contacts = kind({
  type: 'contacts',
  description: 'Cards of one or several contacts: names, numbers, addresses, companies.',
  sent: z
    .array(
      z.strictObject({
        name: z.strictObject({
          formatted_name: text.describe('The name as it is shown.'),
          first_name: text.optional(),
          last_name: text.optional(),
          middle_name: text.optional(),
          prefix: text.optional(),
          suffix: text.optional()
        }),
        phones: list(
          z.strictObject({
            phone: text.describe('The number as it is shown, in international format.'),
            type,
            wa_id: z
              .string()
              .regex(/^[1-9]\d{4,17}$/, 'Must be digits alone, with the country code.')
              .optional()
              .describe(
                'The number on WhatsApp, digits alone: with it the card has a button that opens the chat.'
              )
          })
        ).optional(),
        emails: list(z.strictObject({ email: text, type })).optional(),
        urls: list(z.strictObject({ url: text, type })).optional(),
        addresses: list(
          z.strictObject({
            street: text.optional(),
            city: text.optional(),
            state: text.optional(),
            zip: text.optional(),
            country: text.optional(),
            country_code: z.string().length(2).optional(),
            type
          })
        ).optional(),
        org: z
          .strictObject({
            company: text.optional(),
            department: text.optional(),
            title: text.optional()
          })
          .optional(),
        birthday: z.iso.date().optional()
      })
    )
    .min(1)
    .max(contact_bounds.cards),
  shown: z.array(
    z.object({
      name: z.object({
        formatted_name: z.string(),
        first_name: z.string().optional(),
        last_name: z.string().optional(),
        middle_name: z.string().optional(),
        prefix: z.string().optional(),
        suffix: z.string().optional()
      }),
      phones: z
        .array(
          z.object({
            phone: shown.text,
            type: shown.type,
            wa_id: z.string().optional().describe('The number on WhatsApp, where the card has it.')
          })
        )
        .optional(),
      emails: z.array(z.object({ email: shown.text, type: shown.type })).optional(),
      urls: z.array(z.object({ url: shown.text, type: shown.type })).optional(),
      addresses: z
        .array(
          z.object({
            street: z.string().optional(),
            city: z.string().optional(),
            state: z.string().optional(),
            zip: z.string().optional(),
            country: z.string().optional(),
            country_code: z.string().optional(),
            type: shown.type
          })
        )
        .optional(),
      org: z
        .object({
          company: z.string().optional(),
          department: z.string().optional(),
          title: z.string().optional()
        })
        .optional(),
      birthday: z.string().optional()
    })
  ),
  example: [
    {
      name: { formatted_name: 'Grace Hopper', first_name: 'Grace', last_name: 'Hopper' },
      phones: [{ phone: '+20 100 123 4567', type: 'CELL', wa_id: '201001234567' }],
      org: { company: 'Compilers' }
    }
  ]
})

export type ContactCard = z.output<typeof contacts.shown>[number]
export type SentCard = z.output<typeof contacts.sent>[number]
