import { z } from 'zod'
import { ApiKeyName, ApiKeyWithKey, ExpiresAt, Scopes } from '../../../schemas/api-key.ts'
import { createApiKey } from '../../../usecases/api-keys/create.ts'
import { callerOf } from '../../caller.ts'
import { route } from '../../route.ts'

export const createApiKeyRoute = route({
  method: 'POST',
  url: '/api/v1/api-keys',
  idempotency: 'transactional',
  scope: 'account:write',
  schema: {
    body: z.strictObject({
      name: ApiKeyName,
      scopes: Scopes.describe('None but those the caller has.'),
      expires_at: ExpiresAt.optional()
    }),
    response: { 201: ApiKeyWithKey }
  },
  errors: ['plan_limit_reached'],
  summary: 'Create an API key',
  description:
    'One made with another API key has no scope and no day more than that key, and ends with it; without `expires_at` it ends when that key does.',
  tags: ['api keys'],
  handler: (deps, request) =>
    createApiKey(deps, request.tenant, request.body, callerOf(request), request.idempotency)
})
