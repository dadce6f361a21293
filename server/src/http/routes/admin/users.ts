import { z } from 'zod'
import { changeUser } from '../../../admin/users/change.ts'
import { createUser } from '../../../admin/users/create.ts'
import { eraseUser, readErasures } from '../../../admin/users/erase.ts'
import { readUser, readUsers } from '../../../admin/users/read.ts'
import { changeSubscriptionOf } from '../../../admin/users/subscription.ts'
import { settable_user_statuses, user_roles } from '../../../domain/user.ts'
import { Erasure, ErasureLine } from '../../../schemas/account.ts'
import { AdminUser, AdminUserDetails } from '../../../schemas/admin.ts'
import { Email, Name, NewPassword } from '../../../schemas/auth.ts'
import { LimitsInput } from '../../../schemas/plan.ts'
import { Subscription } from '../../../schemas/subscription.ts'
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

const PlanId = z.string().min(1).max(100).describe('Id or code of a plan, public or not.')

export const createUserRoute = adminRoute({
  operation_id: 'createUser',
  method: 'POST',
  audit: 'user.created',
  url: '/api/v1/admin/users',
  schema: {
    body: z.strictObject({
      email: Email,
      name: Name,
      password: NewPassword,
      plan_id: PlanId.optional()
    }),
    response: { 201: AdminUser }
  },
  errors: ['email_taken', 'plan_unknown'],
  summary: 'Create an account',
  description: 'Whoever may register otherwise. Left out, the plan is the default plan.',
  handler: (admin, { body, tenant }) =>
    createUser(admin, { ...body, plan_id: body.plan_id ?? null }, tenant)
})

export const changeUserRoute = adminRoute({
  operation_id: 'changeUser',
  method: 'PATCH',
  audit: 'user.changed_by_admin',
  url: '/api/v1/admin/users/:id',
  schema: {
    params: idParams('user'),
    body: z
      .strictObject({
        name: Name,
        status: z.enum(settable_user_statuses),
        role: z.enum(user_roles)
      })
      .partial()
      .refine((body) => Object.keys(body).length > 0, 'Give at least one field.'),
    response: { 200: AdminUser }
  },
  summary: 'Suspend a user, or change name or role',
  description:
    'A user who is suspended is refused with the next request, whatever the credential (403 `account_suspended`). Sessions stay linked and go on receiving. `active` ends it. Nobody can suspend themselves or stop being an administrator.',
  handler: (admin, { params, body, tenant }) => changeUser(admin, params.id, body, tenant.user_id)
})

export const changeUserSubscriptionRoute = adminRoute({
  operation_id: 'changeUserSubscription',
  method: 'POST',
  audit: 'subscription.changed',
  url: '/api/v1/admin/users/:id/subscription',
  schema: {
    params: idParams('user'),
    body: z
      .strictObject({
        plan_id: PlanId,
        limits: LimitsInput.describe(
          'Limits of this customer alone: those named take the place of those of the plan.'
        ),
        status: z.enum(['trialing', 'active', 'past_due'])
      })
      .partial()
      .refine((body) => Object.keys(body).length > 0, 'Give at least one field.'),
    response: { 200: Subscription }
  },
  errors: ['plan_unknown'],
  summary: 'Put the customer of a user on a plan, or give it limits of its own',
  description:
    'With another plan the limits become those of that plan, and then those of `limits`. What is in use already stays, also beyond a limit.',
  handler: (admin, { params, body, tenant }) =>
    changeSubscriptionOf(admin, params.id, body, tenant.user_id)
})

export const deleteUserRoute = adminRoute({
  operation_id: 'deleteUser',
  method: 'DELETE',
  audit: 'account.erasure_requested',
  url: '/api/v1/admin/users/:id',
  schema: { params: idParams('user'), response: { 202: Erasure } },
  errors: ['last_administrator'],
  summary: 'Erase a user with the whole account',
  description:
    'As DELETE /api/v1/account by the user. A line without personal data remains: GET /api/v1/admin/erasures. The last administrator cannot be erased.',
  handler: (admin, { params, tenant, context }) => {
    // What remains must not name whom it was about.
    context.entry.target_id = null
    return eraseUser(admin, params.id, tenant.user_id)
  }
})

export const listErasuresRoute = adminRoute({
  operation_id: 'listErasures',
  method: 'GET',
  url: '/api/v1/admin/erasures',
  schema: {
    querystring: z.strictObject(pageFields('erasure')),
    response: { 200: pageOf(ErasureLine) }
  },
  summary: 'List the accounts that were erased, newest first',
  description: 'All that is kept of them: when, at whose word, and how much there was.',
  handler: (admin, { query }) => readErasures(admin, pageRequest(query))
})
