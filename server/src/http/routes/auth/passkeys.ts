import { z } from 'zod'
import { Password, RecoveryCode, SecondFactorCode, Tokens } from '../../../schemas/auth.ts'
import {
  Passkey,
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyName,
  PasskeyRegistration,
  PasskeyRequest
} from '../../../schemas/passkey.ts'
import { askForPasskey, logInWithPasskey } from '../../../usecases/auth/passkeys/log-in.ts'
import {
  deletePasskey,
  readPasskeys,
  renamePasskey
} from '../../../usecases/auth/passkeys/manage.ts'
import { beginPasskey, registerPasskey } from '../../../usecases/auth/passkeys/register.ts'
import { callerOf } from '../../caller.ts'
import { idParams } from '../../id-params.ts'
import { mailLanguageOf } from '../../mail-language.ts'
import { route } from '../../route.ts'

const listPasskeysRoute = route({
  operation_id: 'listPasskeys',
  method: 'GET',
  url: '/api/v1/auth/passkeys',
  scope: 'account:read',
  personal: true,
  at_home: true,
  schema: { response: { 200: z.object({ data: z.array(Passkey), next_cursor: z.null() }) } },
  summary: 'List the passkeys of the user',
  tags: ['auth'],
  handler: async (deps, request) => ({
    data: await readPasskeys(deps, request.tenant),
    next_cursor: null
  })
})

const beginPasskeyRoute = route({
  operation_id: 'beginPasskey',
  method: 'POST',
  audit: { none: 'Nothing is registered before the browser has made a passkey.' },
  url: '/api/v1/auth/passkeys/options',
  person: true,
  at_home: true,
  schema: {
    body: z.strictObject({
      current_password: Password,
      code: SecondFactorCode.optional(),
      recovery_code: RecoveryCode.optional()
    }),
    response: { 200: PasskeyCreation }
  },
  errors: [
    'password_wrong',
    'second_factor_required',
    'second_factor_wrong',
    'passkeys_full',
    'passkeys_unavailable',
    'rate_limited'
  ],
  summary: 'Begin to register a passkey',
  description:
    'Gives what `navigator.credentials.create` takes, by way of `PublicKeyCredential.parseCreationOptionsFromJSON`. Send what it makes to POST /api/v1/auth/passkeys within five minutes. Takes the password and, where there is a second factor, a code, so that a stolen token registers none. Passkeys are bound to the domain of PUBLIC_URL.',
  tags: ['auth'],
  handler: (deps, request) => beginPasskey(deps, request.context, request.body)
})

const registerPasskeyRoute = route({
  operation_id: 'registerPasskey',
  method: 'POST',
  audit: 'passkey.registered',
  url: '/api/v1/auth/passkeys',
  person: true,
  at_home: true,
  idempotency: 'transactional',
  schema: {
    body: z.strictObject({ name: PasskeyName, credential: PasskeyRegistration }),
    response: { 201: Passkey }
  },
  errors: ['passkey_known', 'passkeys_full', 'passkeys_unavailable'],
  summary: 'Register a passkey',
  description:
    'From now on it logs in by itself, and stands in for a code of the authenticator app where there is a second factor. The password goes on working. A mail tells the user of it.',
  tags: ['auth'],
  handler: (deps, request) =>
    registerPasskey(
      deps,
      request.context,
      request.body,
      mailLanguageOf(request.headers['accept-language'])
    )
})

const renamePasskeyRoute = route({
  operation_id: 'renamePasskey',
  method: 'PATCH',
  audit: 'passkey.renamed',
  url: '/api/v1/auth/passkeys/:id',
  person: true,
  at_home: true,
  idempotency: 'transactional',
  schema: {
    params: idParams('passkey'),
    body: z.strictObject({ name: PasskeyName }),
    response: { 200: Passkey }
  },
  summary: 'Rename a passkey',
  tags: ['auth'],
  handler: (deps, { context, params, body }) => renamePasskey(deps, context, params.id, body.name)
})

const deletePasskeyRoute = route({
  operation_id: 'deletePasskey',
  method: 'DELETE',
  audit: 'passkey.deleted',
  url: '/api/v1/auth/passkeys/:id',
  person: true,
  at_home: true,
  idempotency: 'transactional',
  schema: { params: idParams('passkey'), response: { 204: z.undefined() } },
  summary: 'Delete a passkey',
  description:
    'It opens nothing from now on. Log-ins that were made with it go on until they are ended (DELETE /api/v1/auth/devices/{id}).',
  tags: ['auth'],
  handler: (deps, { context, params }) => deletePasskey(deps, context, params.id)
})

const askForPasskeyRoute = route({
  operation_id: 'askForPasskey',
  method: 'POST',
  audit: { none: 'Nothing is changed, and nobody is named.' },
  url: '/api/v1/auth/passkeys/challenge',
  public: true,
  status: 200,
  schema: {
    body: z.strictObject({
      for: z
        .enum(['log_in', 'second_factor'])
        .default('log_in')
        .describe(
          'second_factor: to go with the password, as `passkey` of POST /api/v1/auth/login.'
        )
    }),
    response: { 200: PasskeyRequest }
  },
  errors: ['passkeys_unavailable'],
  summary: 'Ask for a challenge to be signed with a passkey',
  description:
    'Gives what `navigator.credentials.get` takes, by way of `PublicKeyCredential.parseRequestOptionsFromJSON`. It names nobody: the authenticator offers the passkeys that it has. A challenge is good for five minutes, for what it was asked for, and once.',
  tags: ['auth'],
  handler: (deps, request) => askForPasskey(deps, request.body.for)
})

export const logInWithPasskeyRoute = route({
  operation_id: 'logInWithPasskey',
  method: 'POST',
  audit: 'user.logged_in',
  url: '/api/v1/auth/passkeys/login',
  public: true,
  schema: { body: z.strictObject({ credential: PasskeyAssertion }), response: { 200: Tokens } },
  errors: [
    'passkey_refused',
    'passkeys_unavailable',
    'account_suspended',
    'account_erasing',
    'rate_limited'
  ],
  summary: 'Log in with a passkey',
  description:
    'Without a name and without a password. A passkey stands for both factors: its authenticator has asked for a PIN, a finger or a face.',
  tags: ['auth'],
  handler: (deps, request) => logInWithPasskey(deps, request.body.credential, callerOf(request))
})

/** Passkeys of people, as a way to log in and as a second factor. */
export const passkey_routes = [
  listPasskeysRoute,
  beginPasskeyRoute,
  registerPasskeyRoute,
  renamePasskeyRoute,
  deletePasskeyRoute,
  askForPasskeyRoute,
  logInWithPasskeyRoute
]
