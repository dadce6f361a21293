import { z } from 'zod'
import { label_name_length_max } from '../domain/label.ts'
import { NamedMessage } from './chat-call.ts'
import { label_id_pattern } from './label.ts'

const label_id = z.string().regex(label_id_pattern)
const chat_id = z.string().max(200)
const labeled = z.boolean()

/** What a worker is asked to set for a label, or for what carries it. */
export const SetLabel = z.strictObject({
  setting: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('label'),
      label_id,
      // One that was made elsewhere may have another name or colour than are taken here.
      name: z.string().max(label_name_length_max),
      color: z.int().min(0).max(1_000),
      deleted: z.boolean()
    }),
    z.strictObject({ type: z.literal('chat'), label_id, chat_id, labeled }),
    z.strictObject({
      type: z.literal('message'),
      label_id,
      chat_id,
      message: NamedMessage,
      labeled
    })
  ])
})
