import { z } from 'zod'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { requestPairingCode } from '../../../usecases/sessions/pairing-code.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const PairingCode = z
  .object({
    code: z.string().describe('Eight characters.'),
    formatted_code: z.string().describe('The same code for people: XXXX-XXXX.'),
    phone_number: z.string(),
    expires_at: z
      .string()
      .describe(
        'The code can be typed until then. A later code or a new connection replaces it: see `pairing` in …/status.'
      )
  })
  .meta({ id: 'PairingCode' })

const pairingCodeRoute = (url: `${string}/:id/pairing-code`, link_token = false) =>
  route({
    operation_id: 'requestPairingCode',
    link_token,
    method: 'POST',
    audit: 'session.pairing_code_requested',
    url,
    scope: 'sessions:write',
    errors: callErrors('request_pairing_code'),
    schema: {
      params: idParams('session'),
      body: z.strictObject({
        phone_number: z.string().max(40).describe('The number to link, in international format.')
      }),
      response: { 200: PairingCode }
    },
    summary: 'Get a pairing code to type instead of scanning',
    description:
      'Start the session first; right after the start the call waits until a code is possible. The answer comes when WhatsApp has accepted the code; when WhatsApp refuses, `detail` says what to do. On the phone: Linked devices, Link a device, Link with phone number instead.',
    tags: ['sessions'],
    handler: (deps, request) =>
      requestPairingCode(deps, request.tenant, request.params.id, request.body, request.signal)
  })

export const sessionPairingCodeRoute = pairingCodeRoute('/api/v1/sessions/:id/pairing-code')
export const authPairingCodeRoute = pairingCodeRoute('/session/:id/pairing-code', true)
