import type { Call, Seed } from './call.ts'
import { seedMember } from './seed-member.ts'

const member = async ({ app, tenant }: Seed) => ({
  id: (await seedMember(app, tenant, 'viewer')).membership_id
})
const invitation = async ({ person }: Seed) => ({
  id: (await person.post('/api/v1/invitations', { email: 'b@example.com', role: 'viewer' })).json()
    .id
})

/** Calls about the team of an account. */
export const team_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'PATCH /api/v1/memberships/:id': async (seed) => ({
    path: await member(seed),
    body: { role: 'agent' }
  }),
  'DELETE /api/v1/memberships/:id': async (seed) => ({ path: await member(seed) }),
  'POST /api/v1/auth/switch-tenant': async ({ tenant }) => ({
    body: { tenant_id: tenant.tenant_id }
  }),
  'POST /api/v1/invitations': async () => ({ body: { email: 'a@example.com', role: 'agent' } }),
  'POST /api/v1/invitations/:id/send': async (seed) => ({ path: await invitation(seed) }),
  'DELETE /api/v1/invitations/:id': async (seed) => ({ path: await invitation(seed) })
}
