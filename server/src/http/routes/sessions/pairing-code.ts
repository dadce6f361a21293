import { z } from 'zod'
import { requestPairingCode } from '../../../usecases/sessions/pairing-code.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const PairingCode = z
  .object({
    code: z.string().describe('Eight characters.'),
    formatted_code: z.string().describe('The same as people read it: XXXX-XXXX.'),
    phone_number: z.string(),
    expires_at: z
      .string()
      .describe(
        'Until then it can be typed. Another code takes its place, and so does a new connection: see pairing in …/status.'
      )
  })
  .meta({ id: 'PairingCode' })

const pairingCodeRoute = (url: `${string}/:id/pairing-code`, link_token = false) =>
  route({
    link_token,
    method: 'POST',
    url,
    scope: 'sessions:write',
    errors: [
      'session_connected',
      'session_not_started',
      'passkey_required',
      'qr_not_ready',
      'pairing_code_refused',
      'pairing_code_limited',
      'pairing_code_unanswered',
      'worker_unreachable'
    ],
    schema: {
      params: idParams('session'),
      body: z.strictObject({
        phone_number: z.string().max(40).describe('The number to link, in international form.')
      }),
      response: { 200: PairingCode }
    },
    summary: 'Ask for a code to type instead of scanning',
    description:
      'Start the session first; of one that has just been started the code is waited for. A code is answered when WhatsApp has taken it; when it refuses one, `detail` says what to do. On the phone: Linked devices, Link a device, Link with phone number instead.',
    tags: ['sessions'],
    handler: (deps, { tenant, params, body }) => requestPairingCode(deps, tenant, params.id, body)
  })

export const sessionPairingCodeRoute = pairingCodeRoute('/api/v1/sessions/:id/pairing-code')
export const authPairingCodeRoute = pairingCodeRoute('/session/:id/pairing-code', true)
