import { z } from 'zod'
import { time } from './time.ts'

export const Picture = z
  .object({
    id: z.string().describe('Another picture has another id.'),
    url: z
      .string()
      .nullable()
      .describe(
        'Where WhatsApp serves the picture. The address expires: ask again instead of storing it.'
      )
  })
  .meta({ id: 'Picture' })

export type Picture = z.output<typeof Picture>

const hidden = z
  .boolean()
  .describe(
    'Whether the contact does not show it to this number. Then nobody knows whether there is one.'
  )

export const ContactPicture = z
  .object({ picture: Picture.nullable().describe('null when none is shown.'), hidden })
  .meta({ id: 'ContactPicture' })

export const ContactAbout = z
  .object({
    about: z.string().nullable().describe('null when none is shown.'),
    about_changed_at: time.nullable(),
    hidden
  })
  .meta({ id: 'ContactAbout' })

export type ContactAbout = z.output<typeof ContactAbout>

/** The account of a session, as WhatsApp knows it. */
export const OwnProfile = z
  .object({
    phone_number: z.string().nullable(),
    jid: z.string(),
    lid: z.string().nullable(),
    name: z.string().nullable().describe('The name that other people are shown.'),
    about: z.string().nullable().describe('null when there is none.'),
    about_changed_at: time.nullable(),
    picture: Picture.nullable().describe('null when there is none.'),
    business: z.boolean().describe('Whether the phone runs WhatsApp Business.'),
    platform: z
      .string()
      .nullable()
      .describe('The app on the phone as WhatsApp names it, such as android, iphone or smba.')
  })
  .meta({ id: 'OwnProfile' })

export type OwnProfile = z.output<typeof OwnProfile>
