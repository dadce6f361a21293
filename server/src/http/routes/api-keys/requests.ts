import { z } from 'zod'
import { KeyRequest } from '../../../schemas/api-key.ts'
import { readKeyRequests } from '../../../usecases/api-keys/requests.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listKeyRequestsRoute = route({
  operation_id: 'listApiKeyRequests',
  method: 'GET',
  url: '/api/v1/api-keys/:id/requests',
  scope: 'account:read',
  schema: {
    params: idParams('api_key'),
    querystring: z.strictObject({
      ...pageFields('key_request'),
      failed: z
        .enum(['true', 'false'])
        .default('false')
        .describe('true: only requests that were refused or failed.')
    }),
    response: { 200: pageOf(KeyRequest) }
  },
  summary: 'List what was asked with an API key',
  description:
    'Of the last seven days, newest first, a second or so after each answer. The body is kept of requests that were refused (4xx), without what may be a secret.',
  tags: ['api keys'],
  handler: (deps, request) =>
    readKeyRequests(deps, request.tenant, request.params.id, {
      ...pageRequest(request.query),
      failed: request.query.failed === 'true'
    })
})
