import { z } from 'zod'
import { deleteApiKey } from '../../../usecases/api-keys/delete.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteApiKeyRoute = route({
  operation_id: 'deleteApiKey',
  method: 'DELETE',
  idempotency: 'transactional',
  audit: 'api_key.revoked',
  url: '/api/v1/api-keys/:id',
  scope: 'api_keys:write',
  schema: { params: idParams('api_key'), response: { 204: z.undefined() } },
  errors: ['login_required'],
  summary: 'Revoke an API key',
  description:
    'The key and all keys made with it stop working at once and for good. An API key may revoke itself and those made with it.',
  tags: ['api keys'],
  handler: (deps, request) => deleteApiKey(deps, request.context, request.params.id)
})
