import { z } from 'zod'
import {
  AllowedAddresses,
  ApiKey,
  ApiKeyName,
  ExpiresAt,
  KeyRequests,
  KeySessions,
  Scopes
} from '../../../schemas/api-key.ts'
import { changeApiKey } from '../../../usecases/api-keys/update.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const updateApiKeyRoute = route({
  operation_id: 'updateApiKey',
  method: 'PATCH',
  idempotency: 'transactional',
  audit: 'api_key.updated',
  url: '/api/v1/api-keys/:id',
  scope: 'api_keys:write',
  schema: {
    params: idParams('api_key'),
    body: z.strictObject({
      name: ApiKeyName.optional(),
      scopes: Scopes.optional(),
      expires_at: ExpiresAt.optional(),
      allowed_addresses: AllowedAddresses.optional(),
      session_ids: KeySessions.optional(),
      requests_per_minute_max: KeyRequests.optional()
    }),
    response: { 200: ApiKey }
  },
  errors: ['login_required'],
  summary: 'Change an API key',
  description:
    'Scopes and time that are taken from a key are also taken from the keys made with it. `allowed_addresses` and `requests_per_minute_max` count for these as well, and are given by a person. An API key may change itself and those made with it.',
  tags: ['api keys'],
  handler: (deps, request) => changeApiKey(deps, request.context, request.params.id, request.body)
})
