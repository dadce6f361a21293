import { z } from 'zod'
import { eventType } from './event-type.ts'
import { example_ids } from './examples.ts'

export const label_events = {
  'label.updated': eventType(
    'A label was made, changed or deleted, or was put on a chat or a message or taken off, on the phone or here.',
    z
      .object({
        session_id: z.string(),
        label: z.object({
          id: z.string(),
          name: z.string().nullable().describe('null: WhatsApp has not told it yet.'),
          color: z.number().nullable(),
          deleted: z.boolean()
        }),
        chat_id: z
          .string()
          .nullable()
          .describe('The chat that is labeled, or that of the message. null: the label itself.'),
        message: z
          .object({ id: z.string().nullable(), whatsapp_id: z.string() })
          .nullable()
          .describe('null: not a message. `id` is null where it is not known here.'),
        labeled: z
          .boolean()
          .nullable()
          .describe('Whether chat or message has the label now. null: the label itself.')
      })
      .meta({ id: 'LabelUpdated' }),
    {
      session_id: example_ids.session_id,
      label: { id: '4', name: 'Paid', color: 3, deleted: false },
      chat_id: example_ids.chat_id,
      message: null,
      labeled: true
    }
  )
}
