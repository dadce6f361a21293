import { z } from 'zod'
import { readAuditLog } from '../../../admin/audit-log.ts'
import { idPattern } from '../../../domain/ids.ts'
import { AdminAuditEntry } from '../../../schemas/admin.ts'
import { adminRoute } from '../../admin-route.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'

export const listAdminAuditLogRoute = adminRoute({
  operation_id: 'listAllAuditEntries',
  method: 'GET',
  url: '/api/v1/admin/audit-log',
  schema: {
    querystring: z.strictObject({
      ...pageFields('audit'),
      tenant_id: z
        .string()
        .regex(idPattern('tenant'))
        .optional()
        .describe('Only what happened in the account of this tenant.')
    }),
    response: { 200: pageOf(AdminAuditEntry) }
  },
  summary: 'List what happened in all accounts, newest first',
  handler: (admin, { query }) =>
    readAuditLog(admin, { ...pageRequest(query), tenant_id: query.tenant_id ?? null })
})
