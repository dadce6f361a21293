import { ApiKey } from '../../../schemas/api-key.ts'
import { readApiKey } from '../../../usecases/api-keys/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readApiKeyRoute = route({
  operation_id: 'getApiKey',
  method: 'GET',
  url: '/api/v1/api-keys/:id',
  scope: 'api_keys:read',
  schema: { params: idParams('api_key'), response: { 200: ApiKey } },
  summary: 'Read an API key',
  tags: ['api keys'],
  handler: (deps, request) => readApiKey(deps, request.tenant, request.params.id)
})
