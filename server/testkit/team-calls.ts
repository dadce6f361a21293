import type { Call, Seed } from './call.ts'
import { seedMember } from './seed-member.ts'

const member = async ({ app, tenant }: Seed) => ({
  id: (await seedMember(app, tenant, 'viewer')).membership_id
})

/** Calls about the team of an account. */
export const team_calls: Record<string, (seed: Seed) => Promise<Call>> = {
  'PATCH /api/v1/memberships/:id': async (seed) => ({
    path: await member(seed),
    body: { role: 'agent' }
  }),
  'DELETE /api/v1/memberships/:id': async (seed) => ({ path: await member(seed) })
}
