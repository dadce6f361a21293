import { z } from 'zod'
import { normalOrigin } from '../domain/branding.ts'
import { time } from './time.ts'

/** A picture of this many bytes is more than any logo needs. */
export const logo_bytes_max = 512 * 1024
const logo_chars_max = Math.ceil(logo_bytes_max / 3) * 4 + 100

const EmbedOrigins = z
  .array(
    z
      .string()
      .max(200)
      .transform((text, context) => {
        const origin = normalOrigin(text)
        if (origin !== null) return origin
        context.addIssue({
          code: 'custom',
          message: 'Must be the origin of a site, such as https://www.example.com, without a path.'
        })
        return z.NEVER
      })
  )
  .max(20)
  .transform((origins) => [...new Set(origins)])

export const SetBranding = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
    .refine((text) => !/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(text), {
      message: 'Must be plain text in one line.'
    })
    .nullable()
    .describe('What the linking page calls you. null: it names nobody.'),
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/, 'Must be a colour such as #0b7a5b.')
    .transform((color) => color.toLowerCase())
    .describe('Six hex digits. The colour of texts on it is chosen so that they can be read.'),
  logo: z
    .string()
    .max(logo_chars_max)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'Must be a picture in base64.')
    .nullable()
    .optional()
    .describe(
      'A PNG, JPEG or WebP of at most 512 kB, in base64; it is drawn anew. null: no logo. Left out: it stays as it is.'
    ),
  embed_origins: EmbedOrigins.describe(
    'Sites that may show the linking page in a frame. Empty: none may.'
  )
})
export type SetBranding = z.output<typeof SetBranding>

export const Branding = z
  .object({
    name: z.string().nullable(),
    color: z.string(),
    text_color: z.string().describe('The colour of texts on `color`: black or white.'),
    logo: z.string().nullable().describe('The picture as a data URL; null: there is none.'),
    embed_origins: z.array(z.string()),
    updated_at: time.nullable().describe('null: nothing was set yet.')
  })
  .meta({ id: 'Branding' })
export type Branding = z.output<typeof Branding>
