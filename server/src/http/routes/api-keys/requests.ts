import { z } from 'zod'
import { KeyRequest } from '../../../schemas/api-key.ts'
import { exportKeyRequests } from '../../../usecases/api-keys/export-requests.ts'
import { readKeyRequests } from '../../../usecases/api-keys/requests.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'
import { acceptedLines, as_lines, lineContent, sendLines } from '../../send-lines.ts'

const formats = ['csv', 'ndjson'] as const

export const listKeyRequestsRoute = route({
  operation_id: 'listApiKeyRequests',
  method: 'GET',
  url: '/api/v1/api-keys/:id/requests',
  scope: 'api_keys:read',
  schema: {
    params: idParams('api_key'),
    querystring: z.strictObject({
      ...pageFields('key_request'),
      failed: z
        .enum(['true', 'false'])
        .default('false')
        .describe('true: only requests that were refused or failed.')
    }),
    response: {
      200: {
        description: 'A page of requests; as CSV or NDJSON all of them.',
        content: {
          'application/json': { schema: pageOf(KeyRequest) },
          ...lineContent(formats)
        }
      }
    }
  },
  summary: 'List what was asked with an API key',
  description: `Of the last seven days, newest first, a second or so after each answer. The body is kept of requests that were refused (4xx), without what may be a secret. ${as_lines}`,
  tags: ['api keys'],
  handler: (deps, { tenant, params, query, headers, signal }, reply) => {
    const format = acceptedLines(headers.accept, formats, reply)
    const page = { ...pageRequest(query), failed: query.failed === 'true' }
    if (!format) return readKeyRequests(deps, tenant, params.id, page)
    const lines = exportKeyRequests(deps, tenant, params.id, { ...page, format, signal })
    return sendLines(reply, lines, format, 'requests')
  }
})
