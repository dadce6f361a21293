import { z } from 'zod'

/** Longer ones WhatsApp takes from nobody. */
export const name_length_max = 25
export const about_length_max = 139

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'Must be one line.')

export const OwnName = line(name_length_max).min(1)

export const OwnAbout = line(about_length_max)

export const PresenceState = z.enum(['online', 'offline'])

const audience = z.enum(['everyone', 'contacts', 'contacts_except', 'nobody'])
/** Whom to leave out is chosen on the phone. */
const given_audience = z.enum(['everyone', 'contacts', 'nobody'])

/** Whom an account shows what. null: WhatsApp says something that nobody here knows. */
export const Privacy = z
  .object({
    last_seen: audience.nullable().describe('Who sees when the account was there last.'),
    online: z
      .enum(['everyone', 'as_last_seen'])
      .nullable()
      .describe('Who sees that the account is there now.'),
    picture: audience.nullable(),
    about: audience.nullable(),
    groups: audience.nullable().describe('Who may add the account to groups.'),
    calls: z.enum(['everyone', 'known']).nullable().describe('Who may call.'),
    messages: z.enum(['everyone', 'contacts']).nullable().describe('Who may write first.'),
    read_receipts: z
      .boolean()
      .nullable()
      .describe('Whether others are told what was read; without, the account is not told either.')
  })
  .meta({ id: 'Privacy' })
export type Privacy = z.output<typeof Privacy>

/** The same as callers set it: what is not given stays. */
export const PrivacyChanges = z
  .strictObject({
    last_seen: given_audience.optional(),
    online: z.enum(['everyone', 'as_last_seen']).optional(),
    picture: given_audience.optional(),
    about: given_audience.optional(),
    groups: given_audience.optional(),
    calls: z.enum(['everyone', 'known']).optional(),
    messages: z.enum(['everyone', 'contacts']).optional(),
    read_receipts: z.boolean().optional()
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), {
    message: 'Name at least one setting.'
  })
export type PrivacyChanges = z.output<typeof PrivacyChanges>
