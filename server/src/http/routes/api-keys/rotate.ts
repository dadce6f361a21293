import { ApiKeyWithKey } from '../../../schemas/api-key.ts'
import { rotateApiKey } from '../../../usecases/api-keys/rotate.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const rotateApiKeyRoute = route({
  operation_id: 'rotateApiKey',
  method: 'POST',
  audit: 'api_key.rotated',
  url: '/api/v1/api-keys/:id/rotate',
  idempotency: 'transactional',
  scope: 'api_keys:write',
  schema: { params: idParams('api_key'), response: { 200: ApiKeyWithKey } },
  errors: ['login_required'],
  summary: 'Replace an API key',
  description:
    'The old key stops working at once; keys made with it keep working. The caller must have every scope of the key; an API key may replace itself and those made with it.',
  tags: ['api keys'],
  handler: (deps, request) => rotateApiKey(deps, request.context, request.params.id)
})
