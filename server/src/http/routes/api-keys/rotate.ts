import { z } from 'zod'
import { ApiKeyWithKey } from '../../../schemas/api-key.ts'
import { rotateApiKey } from '../../../usecases/api-keys/rotate.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

/** A month: longer than that it is a second key. */
const overlap_seconds_max = 2_592_000

export const rotateApiKeyRoute = route({
  operation_id: 'rotateApiKey',
  method: 'POST',
  audit: 'api_key.rotated',
  url: '/api/v1/api-keys/:id/rotate',
  idempotency: 'transactional',
  scope: 'api_keys:write',
  schema: {
    params: idParams('api_key'),
    body: z
      .strictObject({
        overlap_seconds: z
          .int()
          .min(0)
          .max(overlap_seconds_max)
          .default(0)
          .describe('For so long the old key may be used as well.')
      })
      .optional(),
    response: { 200: ApiKeyWithKey }
  },
  errors: ['login_required'],
  summary: 'Replace an API key',
  description:
    'The old key stops working at once or, with `overlap_seconds`, after that time (30 days at most), which `old_key_until` shows; keys made with it keep working. Replacing it once more ends what is older, and revoking the key ends both. The caller must have every scope of the key; an API key may replace itself and those made with it.',
  tags: ['api keys'],
  handler: (deps, { context, params, body }) =>
    rotateApiKey(deps, context, params.id, body?.overlap_seconds ?? 0)
})
