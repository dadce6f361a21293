import { newId } from '../../src/domain/ids.ts'
import { invitation_purposes, nameInvitation } from '../../src/domain/invitation.ts'
import { links_purpose } from '../../src/domain/mail.ts'
import { createKeyRing } from '../../src/lib/key-ring.ts'
import { signId } from '../../src/lib/signed-id.ts'
import type { SeededTenant } from '../../testkit/app.ts'
import { createAuthenticator, newPasskey } from '../../testkit/authenticator.ts'
import type { Call, Seed } from '../../testkit/call.ts'
import { posted } from '../../testkit/incoming-calls.ts'

const strange_passkey = newPasskey('localhost', 'x')

/** Signed with the key of the tests, for a link that is not there. */
const unknownLink = (): string =>
  signId(createKeyRing([Buffer.alloc(32, 2)]).derive(links_purpose), newId('mail_link'))

const unknownInvitation = (): string =>
  signId(
    createKeyRing([Buffer.alloc(32, 2)]).derive(invitation_purposes.shown),
    nameInvitation(newId('team_invitation'), 1)
  )

/** Bodies for the routes that take no credential. */
export const public_calls: Record<string, (tenant: SeededTenant) => Record<string, unknown>> = {
  'POST /api/v1/auth/register': () => ({
    email: 'new@example.com',
    password: 'correct horse battery staple',
    name: 'New'
  }),
  'POST /api/v1/auth/login': ({ email, password }) => ({ email, password }),
  'POST /api/v1/auth/refresh': () => ({ refresh_token: 'x' }),
  'POST /api/v1/auth/verify-email': () => ({ token: unknownLink() }),
  'POST /api/v1/auth/forgot-password': ({ email }) => ({ email }),
  'POST /api/v1/auth/reset-password': () => ({
    token: unknownLink(),
    new_password: 'another password'
  }),
  'POST /api/v1/auth/passkeys/challenge': () => ({ for: 'log_in' }),
  'POST /api/v1/auth/passkeys/login': () => ({
    credential: createAuthenticator('http://localhost').get(
      { rpId: 'localhost', challenge: 'AAAA' },
      {},
      strange_passkey
    )
  }),
  'POST /api/v1/invitations/lookup': () => ({ token: unknownInvitation() }),
  'POST /api/v1/invitations/accept': () => ({
    token: unknownInvitation(),
    name: 'New',
    password: 'correct horse battery staple'
  }),
  'POST /in/:secret': () => ({ text: 'Disk full' }),
  'POST /api/v1/payments/:provider': () => ({}),
  'POST /api/v1/auth/logout': () => ({ refresh_token: 'x' })
}

/** Public routes whose path has to be one that is there. */
export const public_seeds: Record<string, (seed: Seed) => Promise<Call>> = {
  'POST /in/:secret': posted,
  'POST /api/v1/payments/:provider': async () => ({ path: { provider: 'stripe' } })
}
