import { z } from 'zod'
import { audit_actions } from '../../../domain/audit.ts'
import { time } from '../../../schemas/time.ts'
import { readAuditLog } from '../../../usecases/audit/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

const actions = Object.entries(audit_actions)
  .map(([action, sentence]) => `\`${action}\`: ${sentence}`)
  .join(' ')

const AuditEntry = z
  .object({
    id: z.string(),
    action: z.string().describe(actions),
    actor_id: z.string().nullable().describe('A user or an API key; null when unknown.'),
    target_id: z.string().nullable(),
    ip: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
    created_at: time
  })
  .meta({ id: 'AuditEntry' })

export const listAuditLogRoute = route({
  method: 'GET',
  url: '/api/v1/audit-log',
  scope: 'account:read',
  schema: {
    querystring: z.strictObject(pageFields('audit')),
    response: { 200: pageOf(AuditEntry) }
  },
  summary: 'List what happened in the account',
  description:
    'Newest first. Every call that changes something is here, except messages, which are their own record.',
  tags: ['audit'],
  handler: (deps, request) => readAuditLog(deps, request.tenant, pageRequest(request.query))
})
