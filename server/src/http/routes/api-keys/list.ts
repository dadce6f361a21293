import { z } from 'zod'
import { ApiKey } from '../../../schemas/api-key.ts'
import { readApiKeys } from '../../../usecases/api-keys/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listApiKeysRoute = route({
  operation_id: 'listApiKeys',
  method: 'GET',
  url: '/api/v1/api-keys',
  scope: 'api_keys:read',
  schema: { querystring: z.strictObject(pageFields('api_key')), response: { 200: pageOf(ApiKey) } },
  summary: 'List API keys',
  description: 'Newest first. Revoked keys are not listed.',
  tags: ['api keys'],
  handler: (deps, request) => readApiKeys(deps, request.tenant, pageRequest(request.query))
})
