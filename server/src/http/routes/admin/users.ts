import { z } from 'zod'
import { readUser, readUsers } from '../../../admin/users/read.ts'
import { AdminUser, AdminUserDetails } from '../../../schemas/admin.ts'
import { adminRoute } from '../../admin-route.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'

export const listUsersRoute = adminRoute({
  operation_id: 'listUsers',
  method: 'GET',
  url: '/api/v1/admin/users',
  schema: {
    querystring: z.strictObject({
      ...pageFields('user'),
      email: z
        .string()
        .trim()
        .min(1)
        .max(254)
        .optional()
        .describe('Any part of the e-mail address, in upper or lower case.')
    }),
    response: { 200: pageOf(AdminUser) }
  },
  summary: 'List the users of all tenants, newest first',
  handler: (admin, { query }) =>
    readUsers(admin, { ...pageRequest(query), email: query.email ?? null })
})

export const readUserRoute = adminRoute({
  operation_id: 'getUser',
  method: 'GET',
  url: '/api/v1/admin/users/:id',
  schema: { params: idParams('user'), response: { 200: AdminUserDetails } },
  summary: 'Read a user',
  description: 'With the subscription, the usage and the sessions of the tenant of the user.',
  handler: (admin, { params }) => readUser(admin, params.id)
})
