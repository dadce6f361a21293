import { z } from 'zod'
import { createInvitation, deleteInvitation, readInvitations } from '../../../admin/invitations.ts'
import { changeInstallationSettings, readInstallationSettings } from '../../../admin/settings.ts'
import { admin_second_factors } from '../../../domain/second-factor.ts'
import { registrations } from '../../../domain/user.ts'
import { InstallationSettings, Invitation } from '../../../schemas/admin.ts'
import { Email } from '../../../schemas/auth.ts'
import { SellerInput } from '../../../schemas/invoice.ts'
import { SubscriptionLifeInput } from '../../../schemas/subscription-life.ts'
import { adminRoute } from '../../admin-route.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'

export const readInstallationSettingsRoute = adminRoute({
  operation_id: 'getInstallationSettings',
  method: 'GET',
  url: '/api/v1/admin/settings',
  schema: { response: { 200: InstallationSettings } },
  summary: 'Read the settings of the installation',
  handler: (admin) => readInstallationSettings(admin)
})

export const changeInstallationSettingsRoute = adminRoute({
  operation_id: 'changeInstallationSettings',
  method: 'PATCH',
  audit: 'settings.changed',
  url: '/api/v1/admin/settings',
  schema: {
    body: z
      .strictObject({
        registration: z
          .enum(registrations)
          .nullable()
          .optional()
          .describe(
            'open: anyone may register; invitation: who has one; closed: nobody, accounts are made with POST /api/v1/admin/users. null: as the environment says.'
          ),
        seller: SellerInput.optional().describe(
          'Who sells, as it stands on invoices that are issued from now on. It replaces all of what was set before.'
        ),
        subscription_life: SubscriptionLifeInput.optional().describe(
          'How long subscriptions are served that nobody pays, for those that are past due now too. It replaces all of what was set before.'
        ),
        admin_second_factor: z
          .enum(admin_second_factors)
          .optional()
          .describe(
            'required: whoever has no second factor is refused at /api/v1/admin, with API keys too (403 `second_factor_demanded`). Only an administrator who has one may demand it.'
          )
      })
      .refine((body) => Object.keys(body).length > 0, 'Give at least one field.'),
    response: { 200: InstallationSettings }
  },
  errors: ['second_factor_missing'],
  summary:
    'Set who may register, who sells, what follows when nobody pays, and what administrators need',
  handler: (admin, { body, tenant }) => changeInstallationSettings(admin, body, tenant)
})

export const createInvitationRoute = adminRoute({
  operation_id: 'createInvitation',
  method: 'POST',
  audit: 'invitation.created',
  url: '/api/v1/admin/invitations',
  schema: {
    body: z.strictObject({
      email: Email.optional().describe('The only address that may use it. Left out: any.'),
      plan_id: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe('Id or code of the plan it gives. Left out: the default plan.'),
      expires_in_hours: z.number().int().min(1).max(720).default(72)
    }),
    response: {
      201: Invitation.extend({
        token: z.string().describe('Shown now and never again. It registers one account.')
      }).meta({ id: 'NewInvitation' })
    }
  },
  errors: ['plan_unknown'],
  summary: 'Invite somebody to register',
  handler: (admin, { body, tenant }) =>
    createInvitation(
      admin,
      {
        email: body.email ?? null,
        plan_id: body.plan_id ?? null,
        expires_in_hours: body.expires_in_hours
      },
      tenant.user_id
    )
})

export const listInvitationsRoute = adminRoute({
  operation_id: 'listRegistrationInvitations',
  method: 'GET',
  url: '/api/v1/admin/invitations',
  schema: {
    querystring: z.strictObject(pageFields('invitation')),
    response: { 200: pageOf(Invitation) }
  },
  summary: 'List invitations to register, newest first',
  handler: (admin, { query }) => readInvitations(admin, pageRequest(query))
})

export const deleteInvitationRoute = adminRoute({
  operation_id: 'deleteRegistrationInvitation',
  method: 'DELETE',
  audit: 'invitation.revoked',
  url: '/api/v1/admin/invitations/:id',
  schema: { params: idParams('invitation'), response: { 204: z.undefined() } },
  summary: 'Take an invitation back',
  handler: (admin, { params }) => deleteInvitation(admin, params.id)
})
