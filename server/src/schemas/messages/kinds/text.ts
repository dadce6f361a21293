import { z } from 'zod'
import { parseRecipient } from '../../../domain/recipient.ts'
import { kind } from './kind.ts'

export const preview_bounds = {
  url_length: 2_048,
  title_length: 300,
  description_length: 1_000,
  /** Of the picture in base64; larger ones make every copy of the message slow. */
  thumbnail_length: 65_536
} as const

const mentions_max = 1_024
const is_group = /@g\.us$/
const jpeg_in_base64 = /^\/9j\/[A-Za-z0-9+/]*={0,2}$/

export const text = kind({
  type: 'text',
  description: 'A text, with or without links, mentions and a preview of a link.',
  sent: z
    .strictObject({
      body: z.string().min(1).max(65_536),
      preview_url: z
        .boolean()
        .optional()
        .describe(
          'Whether the first link in the text is shown with a preview. The page is looked up before the call is answered, for at most a few seconds; where that does not work the text goes out without one, and the answer has no `preview`. A picture is shown only where you give it in `preview`. Of a bulk call the first twenty links are looked up.'
        ),
      preview: z
        .strictObject({
          url: z
            .url({ protocol: /^https?$/ })
            .max(preview_bounds.url_length)
            .describe('The link; it has to be in the text.'),
          title: z.string().min(1).max(preview_bounds.title_length),
          description: z.string().min(1).max(preview_bounds.description_length).optional(),
          thumbnail: z
            .string()
            .max(preview_bounds.thumbnail_length)
            .regex(jpeg_in_base64, 'Must be a JPEG in base64.')
            .optional()
            .describe('A small JPEG in base64.')
        })
        .optional()
        .describe('A preview as you want it shown; nothing is looked up.'),
      mentions: z
        .array(
          z
            .string()
            .min(1)
            .max(100)
            .refine(
              (text) => personOf(text) !== null,
              'Must be a number in international form, a JID (…@s.whatsapp.net) or a LID (…@lid).'
            )
            .overwrite((text) => personOf(text) ?? text)
        )
        .min(1)
        .max(mentions_max)
        .optional()
        .describe(
          'Members of the group who are mentioned: numbers, JIDs or LIDs. Each stands in the text as @ and the number (or the digits of the LID).'
        ),
      mention_all: z
        .boolean()
        .optional()
        .describe(
          'Whether everybody in the group is mentioned. Write `@all` where it is to be seen.'
        )
    })
    .refine(({ body, preview }) => !preview || body.includes(preview.url), {
      path: ['preview', 'url'],
      message: 'Must stand in the text.'
    })
    .refine(({ preview_url, preview }) => !preview_url || !preview, {
      path: ['preview_url'],
      message: 'Give either preview or preview_url.'
    })
    .refine(
      ({ body, mentions }) =>
        (mentions ?? []).every((jid) => body.includes(`@${jid.split('@')[0]}`)),
      { path: ['mentions'], message: 'Each must stand in the text, as @ and the digits.' }
    ),
  shown: z.object({
    body: z.string(),
    preview_url: z.boolean().optional(),
    preview: z
      .object({
        url: z.string(),
        title: z.string().optional(),
        description: z.string().optional(),
        thumbnail: z.string().optional().describe('A small JPEG in base64.')
      })
      .optional()
      .describe('The preview of a link that is shown with the text.'),
    mentions: z
      .array(z.string())
      .optional()
      .describe(
        'Who is mentioned, as JIDs; in the text each is @ and the digits. A LID only while the number is not known.'
      ),
    mention_all: z.boolean().optional(),
    truncated: z
      .boolean()
      .optional()
      .describe(
        "true when the text was longer than WhatsApp's apps allow and was cut after 65,536 characters."
      )
  }),
  example: { body: 'Your order has left our warehouse.' },
  unfit: ({ mentions, mention_all }, chat_id) =>
    (mentions || mention_all) && !is_group.test(chat_id)
      ? {
          path: mentions ? 'text.mentions' : 'text.mention_all',
          message: 'People are mentioned in groups only.'
        }
      : null
})

const personOf = (text: string): string | null => {
  const jid = parseRecipient(text)
  return jid && !is_group.test(jid) ? jid : null
}
