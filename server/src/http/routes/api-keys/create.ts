import { z } from 'zod'
import {
  AllowedAddresses,
  ApiKeyName,
  ApiKeyWithKey,
  ExpiresAt,
  KeyRequests,
  KeySessions,
  Scopes
} from '../../../schemas/api-key.ts'
import { createApiKey } from '../../../usecases/api-keys/create.ts'
import { route } from '../../route.ts'

export const createApiKeyRoute = route({
  operation_id: 'createApiKey',
  method: 'POST',
  audit: 'api_key.created',
  url: '/api/v1/api-keys',
  idempotency: 'transactional',
  scope: 'api_keys:write',
  schema: {
    body: z.strictObject({
      name: ApiKeyName,
      scopes: Scopes.describe('Only scopes that the caller has.'),
      expires_at: ExpiresAt.optional(),
      allowed_addresses: AllowedAddresses.optional(),
      session_ids: KeySessions.optional(),
      requests_per_minute_max: KeyRequests.optional()
    }),
    response: { 201: ApiKeyWithKey }
  },
  errors: ['plan_limit_reached', 'login_required', 'not_found'],
  summary: 'Create an API key',
  description:
    'A key made with another API key cannot have more scopes or live longer than that key, and is revoked with it. Without `expires_at` it expires when that key does; it may be used from where that key may and has its limit of requests; only a person gives `allowed_addresses` and `requests_per_minute_max`.',
  tags: ['api keys'],
  handler: (deps, request) => createApiKey(deps, request.context, request.body)
})
