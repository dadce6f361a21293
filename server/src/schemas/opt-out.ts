import { z } from 'zod'
import { time } from './time.ts'

/** Somebody who does not want to be written to. */
export const OptOut = z
  .object({
    id: z.string(),
    contact_id: z
      .string()
      .describe('The JID of the number; a LID (…@lid) where the number was unknown.'),
    phone_number: z.string().nullable(),
    source: z
      .enum(['word', 'api'])
      .describe('`word`: the person wrote one of the words. `api`: a call said so.'),
    word: z.string().nullable().describe('What the person wrote.'),
    message_id: z.string().nullable().describe('In which message.'),
    created_at: time
  })
  .meta({ id: 'OptOut' })
export type OptOut = z.output<typeof OptOut>

const words_max = 500

const Word = z.string().trim().min(1).max(60)

export const OptOutWords = z.strictObject({
  stop_words: z.array(Word).min(1).max(words_max),
  start_words: z.array(Word).max(words_max)
})

export const ShownOptOutWords = z
  .object({
    is_default: z.boolean().describe('Whether these are the words that everybody has.'),
    stop_words: z.array(z.string()),
    start_words: z.array(z.string())
  })
  .meta({ id: 'OptOutWords' })
export type ShownOptOutWords = z.output<typeof ShownOptOutWords>
