import { z } from 'zod'
import { AuditEntry } from '../../../schemas/audit.ts'
import { readAuditLog } from '../../../usecases/audit/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listAuditLogRoute = route({
  operation_id: 'listAuditEntries',
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
