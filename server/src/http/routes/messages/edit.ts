import { z } from 'zod'
import { caption } from '../../../schemas/messages/kinds/file.ts'
import { text } from '../../../schemas/messages/kinds/text.ts'
import { Message } from '../../../schemas/messages/message.ts'
import { editMessage } from '../../../usecases/messages/edit.ts'
import { visibleMessage } from '../../../usecases/messages/visible.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const EditMessage = z
  .strictObject({
    text: text.sent.optional().describe('The new text of a text.'),
    caption: caption.describe('The new caption of a picture, a video or a document.')
  })
  .refine(({ text, caption }) => (text === undefined) !== (caption === undefined), {
    path: ['text'],
    message: 'Give either text or caption.'
  })
  .meta({ id: 'EditMessage' })

export const editMessageRoute = route({
  operation_id: 'editMessage',
  method: 'PATCH',
  audit: { none: 'A message and its events are the record.' },
  url: '/api/v1/messages/:id',
  idempotency: 'transactional',
  scope: 'messages:write',
  schema: { params: idParams('message'), body: EditMessage, response: { 202: Message } },
  errors: [
    'message_not_sent',
    'message_deleted',
    'message_not_own',
    'message_unsuitable',
    'edit_window_over',
    'session_not_linked',
    'session_not_started',
    'session_logged_out',
    'session_failed',
    'plan_limit_reached',
    'subscription_limited',
    'subscription_suspended'
  ],
  summary: 'Edit a text or a caption',
  description:
    'Within 15 minutes after it was sent, which is as long as WhatsApp shows edits; one that still waits then fails with `expired`. The answer is a message of type `edit`, which is queued like any other; its status tells what becomes of it. Once WhatsApp has accepted it, the message has the new words and `message.edited` reports it. It does not count against the quota.',
  tags: ['messages'],
  handler: async (deps, { context, tenant, params, body: { text, caption = '' } }) => {
    const words = text ? { text } : { caption }
    return visibleMessage(tenant, await editMessage(deps, context, params.id, words))
  }
})
