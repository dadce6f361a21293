import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { Tokens } from '../../../schemas/auth.ts'
import { MemberRole } from '../../../schemas/membership.ts'
import { readTenants, switchTenant } from '../../../usecases/auth/switch-tenant.ts'
import { route } from '../../route.ts'

const TenantOfUser = z
  .object({
    id: z.string(),
    name: z.string(),
    role: MemberRole,
    is_home: z.boolean().describe('Whether the user belongs to it: a login begins there.'),
    membership_id: z
      .string()
      .describe('For DELETE /api/v1/memberships/{id}, with which one leaves.')
  })
  .meta({ id: 'TenantOfUser' })

export const listTenantsRoute = route({
  operation_id: 'listTenants',
  method: 'GET',
  url: '/api/v1/auth/tenants',
  person: true,
  at_home: true,
  schema: { response: { 200: z.object({ data: z.array(TenantOfUser), next_cursor: z.null() }) } },
  summary: 'List the accounts that the user is in',
  description: 'The one they have been in longest comes first.',
  tags: ['auth'],
  handler: async (deps, request) => ({
    data: await readTenants(deps, request.tenant),
    next_cursor: null
  })
})

export const switchTenantRoute = route({
  operation_id: 'switchTenant',
  method: 'POST',
  audit: 'user.switched',
  url: '/api/v1/auth/switch-tenant',
  person: true,
  at_home: true,
  idempotency: 'transactional',
  schema: {
    body: z
      .strictObject({
        tenant_id: z.string().regex(idPattern('tenant')).describe('An account that the user is in.')
      })
      .meta({ example: { tenant_id: 'ten_0199c3d2a1b47c8e9f00112233445566' } }),
    response: { 201: Tokens }
  },
  errors: ['not_found'],
  summary: 'Log in to another account that the user is in',
  description:
    'Answers a new login that acts in that account, with the role that the user has there, for as long as they are in its team. The login that asked goes on: end it with its refresh token where it is of no more use.',
  tags: ['auth'],
  handler: (deps, request) => switchTenant(deps, request.context, request.body.tenant_id)
})
