import { Erasure, ErasureProof } from '../../../schemas/account.ts'
import { eraseAccount } from '../../../usecases/account/erase.ts'
import { route } from '../../route.ts'

const erasing = {
  method: 'DELETE',
  audit: 'account.erasure_requested',
  person: true,
  owner: true,
  idempotency: 'transactional',
  schema: { body: ErasureProof, response: { 202: Erasure } },
  errors: [
    'password_wrong',
    'second_factor_required',
    'second_factor_wrong',
    'last_administrator',
    'rate_limited'
  ]
} as const

const what_happens =
  'Cannot be undone. From this answer on no token and no API key of the account works (403 `account_erasing`), nothing is sent and no webhook is called. Linked numbers are logged out on WhatsApp until `log_out_until`; then sessions, messages, chats, contacts, files, keys, webhooks, events, the audit log, usage and users are deleted. What the operator keeps is that there was an account, when it was erased and how much there was. Takes the password, and a code where log-ins take one.'

export const deleteAccountRoute = route({
  ...erasing,
  operation_id: 'deleteAccount',
  url: '/api/v1/account',
  summary: 'Erase the account with all its data',
  description: what_happens,
  tags: ['account'],
  handler: (deps, request) => eraseAccount(deps, request.context, request.body)
})

export const deleteMeRoute = route({
  ...erasing,
  operation_id: 'deleteMe',
  url: '/api/v1/auth/me',
  summary: 'Erase the own user',
  description: `For owners, whose account goes with them: the same as DELETE /api/v1/account. Other members leave with DELETE /api/v1/memberships/{id}. ${what_happens}`,
  tags: ['auth'],
  handler: (deps, request) => eraseAccount(deps, request.context, request.body)
})
