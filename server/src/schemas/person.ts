import { z } from 'zod'

/** Somebody by the addresses that are known. */
export const Person = z.object({
  jid: z
    .string()
    .nullable()
    .describe('The address by number (…@s.whatsapp.net); null while the number is not known.'),
  lid: z.string().nullable().describe('The address that does not reveal the number (…@lid).'),
  phone_number: z.string().nullable()
})

export type Person = z.output<typeof Person>
