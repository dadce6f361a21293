import { z } from 'zod'
import { deleteMediaFile } from '../../../usecases/media/delete.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteMediaRoute = route({
  operation_id: 'deleteMedia',
  method: 'DELETE',
  idempotency: 'transactional',
  audit: 'media.deleted',
  url: '/api/v1/media/:id',
  scope: 'messages:write',
  schema: { params: idParams('media'), response: { 204: z.undefined() } },
  errors: ['media_in_use'],
  summary: 'Delete a file',
  description:
    'Links to it end at once. Messages that were sent with it are not changed; while one waits to be sent with it the call is refused.',
  tags: ['media'],
  handler: (deps, request) => deleteMediaFile(deps, request.context, request.params.id)
})
