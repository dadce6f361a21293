import { z } from 'zod'
import { passkey_origin } from '../../../domain/passkey.ts'
import { SessionStatusAnswer } from '../../../schemas/session-standing.ts'
import { time } from '../../../schemas/time.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import {
  confirmPasskey,
  readPasskey,
  readPasskeyCode,
  submitPasskey
} from '../../../usecases/sessions/passkey.ts'
import { idParams } from '../../id-params.ts'
import { type Route, route } from '../../route.ts'

const base64url = (chars_min: number, chars_max: number) =>
  z
    .string()
    .min(chars_min)
    .max(chars_max)
    .regex(/^[A-Za-z0-9_-]*$/, 'Must be base64url without padding, as toJSON() gives it.')

const Assertion = z
  .strictObject({
    id: base64url(1, 1_400),
    rawId: base64url(1, 1_400),
    type: z.literal('public-key'),
    response: z.strictObject({
      clientDataJSON: base64url(1, 4_096),
      authenticatorData: base64url(1, 4_096),
      signature: base64url(1, 2_048),
      userHandle: base64url(0, 128).nullable().optional()
    }),
    authenticatorAttachment: z.string().max(100).nullable().optional().describe('Ignored.'),
    clientExtensionResults: z.record(z.string(), z.unknown()).optional().describe('Ignored.')
  })
  .describe('The result of `PublicKeyCredential.toJSON()`.')

const Passkey = z
  .object({
    options: z
      .record(z.string(), z.unknown())
      .describe(
        'For `PublicKeyCredential.parseRequestOptionsFromJSON()`, then `navigator.credentials.get({ publicKey })`.'
      ),
    origin: z
      .string()
      .describe(`The origin on which the request has to be signed: ${passkey_origin}.`),
    expires_at: time.describe('When the signature must have been sent.')
  })
  .meta({ id: 'Passkey' })

const PasskeyCode = z
  .object({
    code: z.string().describe('XXXX-XXXX, as the phone shows it.'),
    confirm: z
      .boolean()
      .describe('true: compare it with the code on the phone, then POST …/passkey/confirm.'),
    expires_at: time
  })
  .meta({ id: 'PasskeyCode' })

const own = ['session_connected', 'session_not_started'] as const
const tags = ['sessions'] as const

/** The calls that link a number with a passkey, below the address of a session. */
const passkeyRoutes = (base: `${string}/:id`, link_token = false): Route[] => [
  route({
    operation_id: 'getPasskey',
    method: 'GET',
    url: `${base}/passkey`,
    scope: 'sessions:read',
    link_token,
    errors: [...own, 'passkey_not_asked'],
    schema: { params: idParams('session'), response: { 200: Passkey } },
    summary: 'Get what the owner of a number with a passkey has to sign',
    description:
      'While the status is `passkey_required` and `passkey.step` is `sign`. An owner who signs within five minutes need not compare codes.',
    tags,
    handler: (deps, { tenant, params }, reply) => {
      reply.header('cache-control', 'no-store')
      return readPasskey(deps, tenant, params.id)
    }
  }),
  route({
    operation_id: 'submitPasskey',
    method: 'POST',
    audit: 'session.passkey_signed',
    url: `${base}/passkey`,
    scope: 'sessions:write',
    link_token,
    errors: [...own, ...callErrors('submit_passkey')],
    schema: {
      params: idParams('session'),
      body: z.strictObject({
        assertion: Assertion,
        compare_codes: z
          .boolean()
          .default(false)
          .describe(
            'true: the codes have to be compared, however early the owner signed. For signatures that you pass on for somebody else, who may not be the person that started the linking.'
          )
      }),
      response: { 202: SessionStatusAnswer }
    },
    summary: 'Send the signature of the owner',
    description:
      'Accepted once. The result shows in the status of the session: a code to compare, a connection, or a `status_reason` with a new code to scan.',
    tags,
    handler: (deps, { tenant, params, body }) => submitPasskey(deps, tenant, params.id, body)
  }),
  route({
    operation_id: 'getPasskeyCode',
    method: 'GET',
    url: `${base}/passkey/code`,
    scope: 'sessions:read',
    link_token,
    errors: [...own, 'passkey_code_not_shown'],
    schema: { params: idParams('session'), response: { 200: PasskeyCode } },
    summary: 'Get the code that the phone shows too',
    description:
      'Available once the signature is accepted and the phone has continued. Owners who signed early need not compare it.',
    tags,
    handler: (deps, { tenant, params }, reply) => {
      reply.header('cache-control', 'no-store')
      return readPasskeyCode(deps, tenant, params.id)
    }
  }),
  route({
    operation_id: 'confirmPasskey',
    method: 'POST',
    audit: 'session.passkey_confirmed',
    url: `${base}/passkey/confirm`,
    scope: 'sessions:write',
    link_token,
    errors: [...own, ...callErrors('confirm_passkey')],
    schema: { params: idParams('session'), response: { 202: SessionStatusAnswer } },
    summary: 'Confirm that both codes are the same',
    description:
      'Only a person who sees both codes may confirm. If they differ, somebody may be intercepting the link: restart the session.',
    tags,
    handler: (deps, { tenant, params }) => confirmPasskey(deps, tenant, params.id)
  })
]

export const session_passkey_routes = passkeyRoutes('/api/v1/sessions/:id')
export const auth_passkey_routes = passkeyRoutes('/session/:id', true)
