import { z } from 'zod'
import { admin_second_factors } from '../domain/second-factor.ts'
import { session_statuses } from '../domain/session.ts'
import { registrations } from '../domain/user.ts'
import { AuditEntry } from './audit.ts'
import { User } from './auth.ts'
import { Instance } from './instance.ts'
import { Seller } from './invoice.ts'
import { Scale, ScaleDecision } from './scale.ts'
import { Subscription, SubscriptionUsage } from './subscription.ts'
import { SubscriptionLife } from './subscription-life.ts'
import { time } from './time.ts'

// What administrators see: rows of all tenants.

const count = z.number()

const SessionCounts = z
  .object(
    Object.fromEntries(session_statuses.map((status) => [status, count])) as Record<
      (typeof session_statuses)[number],
      typeof count
    >
  )
  .describe('How many sessions are in each status.')

export const AdminOverview = z
  .object({
    tenants: count,
    users: z.object({ total: count, admins: count, suspended: count }),
    sessions: SessionCounts,
    messages_today: z
      .object({ since: time, inbound: count.nullable(), outbound: count.nullable() })
      .describe('Since midnight UTC. null: too many to count in a few seconds.'),
    instances: z
      .object({ starting: count, running: count, unhealthy: count, draining: count })
      .describe('Instances that are not stopped, by status.'),
    queues: z.object({
      messages: z.object({
        queued: count,
        scheduled: count.describe('To be sent later (send_at).'),
        held: count.describe('Held back by a limit that WhatsApp has put on a number.')
      }),
      delivery_backlog: count.describe(
        'Webhook deliveries that wait until a failing receiver answers again.'
      ),
      jobs: z
        .record(z.string(), count)
        .describe(
          'Background jobs that are due, planned or will be tried again, by task. Those of deliver_webhook are webhook deliveries.'
        )
    }),
    quarantined: z
      .array(
        z.object({
          session_id: z.string(),
          tenant_id: z.string(),
          session_name: z.string(),
          since: time,
          until: time.describe('When it is tried again, on a worker of its own.'),
          holds: count.describe('How often it has been held back lately.'),
          words: z.string().describe('How its last worker ended.')
        })
      )
      .describe(
        'Sessions that are held back because their workers crashed again and again; the newest first.'
      ),
    scale: Scale,
    decisions: z
      .array(ScaleDecision)
      .describe('What was last decided of workers, and why; the newest first.'),
    operation: z
      .object({
        recovery_kit: z
          .enum(['missing', 'confirmed'])
          .nullable()
          .describe(
            'Whether somebody has shown that the recovery kit, with MASTER_KEY and the key of the backups, was downloaded and can be opened. missing: make one with `whatsapp-saas recovery-kit`.'
          ),
        backup_at: time.nullable().describe('The newest backup that was tried and found good.'),
        backup_failed_at: time
          .nullable()
          .describe('When the last backup failed; null: it did not.'),
        backup_copied_at: time
          .nullable()
          .describe('When the newest backup was copied to another place (S3).'),
        noted_at: time.describe('When the machine was last looked at; every five minutes.')
      })
      .nullable()
      .describe('What the deployment kit notes of its machine. null: none is at work here.'),
    counted_at: time
  })
  .meta({ id: 'AdminOverview' })
export type AdminOverview = z.output<typeof AdminOverview>

export const AdminUser = User.extend({
  tenant_name: z.string(),
  plan_code: z.string(),
  sessions_count: count
}).meta({ id: 'AdminUser' })
export type AdminUser = z.output<typeof AdminUser>

export const AdminUserDetails = AdminUser.extend({
  subscription: Subscription.omit({ plan: true, created_at: true }),
  usage: SubscriptionUsage.describe('What the tenant of the user uses against its plan.'),
  sessions: SessionCounts
}).meta({ id: 'AdminUserDetails' })
export type AdminUserDetails = z.output<typeof AdminUserDetails>

export const AdminInstance = Instance.omit({ session_ids: true })
  .extend({
    tenant_id: z.string().nullable().describe('null: shared by many tenants.'),
    desired: z.enum(['running', 'stopped']),
    sessions_count: count
  })
  .meta({ id: 'AdminInstance' })
export type AdminInstance = z.output<typeof AdminInstance>

export const AdminAuditEntry = AuditEntry.extend({ tenant_id: z.string() }).meta({
  id: 'AdminAuditEntry'
})

export const InstallationSettings = z
  .object({
    id: z.literal('installation'),
    registration: z.enum(registrations).describe('Who may register now.'),
    registration_default: z
      .enum(registrations)
      .describe('What the environment says (REGISTRATION), which holds where nothing else is set.'),
    seller: Seller.nullable().describe(
      'Who sells; null: nobody has said so, and no invoice is issued.'
    ),
    subscription_life: SubscriptionLife.describe(
      'How long subscriptions are served that nobody pays.'
    ),
    admin_second_factor: z
      .enum(admin_second_factors)
      .describe('required: administrators without a second factor are refused at /api/v1/admin.'),
    changed_at: time.nullable()
  })
  .meta({ id: 'InstallationSettings' })

export const Invitation = z
  .object({
    id: z.string(),
    email: z.string().nullable().describe('The only address that may use it; null: any.'),
    plan_code: z.string(),
    created_by: z.string().nullable(),
    created_at: time,
    expires_at: time,
    used_at: time.nullable()
  })
  .meta({ id: 'Invitation' })
