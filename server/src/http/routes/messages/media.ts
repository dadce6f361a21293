import { LinkedMedia } from '../../../schemas/media.ts'
import { readMessageMedia } from '../../../usecases/messages/media.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readMessageMediaRoute = route({
  operation_id: 'getMessageMedia',
  method: 'GET',
  url: '/api/v1/messages/:id/media',
  scope: 'messages:read',
  schema: { params: idParams('message'), response: { 200: LinkedMedia } },
  summary: 'Read the file of a message',
  description:
    'With a new link to its content. 404 for a message without a file, and when the file was deleted.',
  tags: ['messages'],
  handler: (deps, request) => readMessageMedia(deps, request.tenant, request.params.id)
})
