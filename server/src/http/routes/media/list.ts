import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { LinkedMedia } from '../../../schemas/media.ts'
import { readMediaList } from '../../../usecases/media/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listMediaRoute = route({
  operation_id: 'listMedia',
  method: 'GET',
  url: '/api/v1/media',
  scope: 'messages:read',
  schema: {
    querystring: z.strictObject({
      ...pageFields('media'),
      session_id: z
        .string()
        .regex(idPattern('session'), 'Must be the id of a session.')
        .optional()
        .describe('Only what this session has received.'),
      status: z.enum(['processing', 'fetching', 'ready', 'unavailable']).optional()
    }),
    response: { 200: pageOf(LinkedMedia) }
  },
  summary: 'List files',
  description: 'Uploaded and received files, newest first.',
  tags: ['media'],
  handler: (deps, request) => {
    const { session_id, status } = request.query
    return readMediaList(deps, request.tenant, { session_id, status }, pageRequest(request.query))
  }
})
