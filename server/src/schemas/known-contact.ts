import { z } from 'zod'
import type { ContactRow } from '../domain/contact.ts'
import { time } from './time.ts'

export const Contact = z
  .object({
    id: z.string().describe('Stays the same when more of the person becomes known.'),
    session_id: z.string(),
    phone_number: z.string().nullable().describe('In international form, without the plus.'),
    jid: z.string().nullable().describe('The JID of the phone number.'),
    lid: z
      .string()
      .nullable()
      .describe(
        'The address by which WhatsApp knows the person and which does not reveal the number.'
      ),
    user_name: z.string().nullable().describe('Without the @.'),
    name: z
      .string()
      .nullable()
      .describe(
        'The best name that is known: the saved one, else that of the person, of the business, or the user name.'
      ),
    names: z.object({
      saved: z.string().nullable().describe('In the phone book of the account.'),
      pushed: z.string().nullable().describe('The name that the person has chosen.'),
      business: z.string().nullable().describe('Of a business, as WhatsApp shows it.')
    }),
    status_muted: z
      .boolean()
      .describe('Whether their statuses are muted: then they are kept and not told of.'),
    created_at: time
  })
  .meta({ id: 'Contact' })

export type Contact = z.output<typeof Contact>

export const contactView = (row: ContactRow): Contact => ({
  id: row.id,
  session_id: row.session_id,
  phone_number: row.jid && (row.jid.split('@')[0] ?? null),
  jid: row.jid,
  lid: row.lid,
  user_name: row.user_name,
  name:
    row.saved_name ?? row.push_name ?? row.business_name ?? (row.user_name && `@${row.user_name}`),
  names: { saved: row.saved_name, pushed: row.push_name, business: row.business_name },
  status_muted: row.status_muted,
  created_at: row.created_at
})
