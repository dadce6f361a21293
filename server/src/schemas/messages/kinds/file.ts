import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'

/** What every kind with a file is given. */
export const file_to_send = {
  id: z
    .string()
    .regex(idPattern('media'), 'Must be the id of a file.')
    .describe('The file: what `POST /api/v1/media` has answered, or that of a message.')
}

export const caption = z.string().min(1).max(1_024).optional().describe('The text below it.')

/** What is shown of every file. What WhatsApp or the file does not tell is absent. */
export const shown_file = {
  id: z.string().describe('`GET /api/v1/media/{id}` tells whether the file is there, and where.'),
  mime_type: z.string().optional(),
  bytes: z.number().optional()
}

export const shown_caption = z.string().optional()

const whole = (what: string) => z.number().int().optional().describe(what)

export const shown_size = {
  width: whole('In pixels.'),
  height: whole('In pixels.')
}

export const shown_seconds = whole('How long it plays.')

export const example_file = { id: 'med_019a5f3e7c1b7d4e8f2a6b0c9d1e3f50' }
