import { LinkedMedia } from '../../../schemas/media.ts'
import { readMedia } from '../../../usecases/media/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readMediaRoute = route({
  operation_id: 'getMedia',
  method: 'GET',
  url: '/api/v1/media/:id',
  scope: 'messages:read',
  schema: { params: idParams('media'), response: { 200: LinkedMedia } },
  summary: 'Read a file',
  description: 'With a new link to its content.',
  tags: ['media'],
  handler: (deps, request) => readMedia(deps, request.tenant, request.params.id)
})
