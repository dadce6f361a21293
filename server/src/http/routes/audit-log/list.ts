import { z } from 'zod'
import { AuditEntry } from '../../../schemas/audit.ts'
import { exportAudit } from '../../../usecases/audit/export.ts'
import { readAuditLog } from '../../../usecases/audit/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'
import { acceptedLines, as_lines, lineContent, sendLines } from '../../send-lines.ts'

const formats = ['csv', 'ndjson'] as const

export const listAuditLogRoute = route({
  operation_id: 'listAuditEntries',
  method: 'GET',
  url: '/api/v1/audit-log',
  scope: 'account:read',
  schema: {
    querystring: z.strictObject(pageFields('audit')),
    response: {
      200: {
        description: 'A page of entries; as CSV or NDJSON all of them.',
        content: {
          'application/json': { schema: pageOf(AuditEntry) },
          ...lineContent(formats)
        }
      }
    }
  },
  summary: 'List what happened in the account',
  description: `Newest first. Every call that changes something is here, except messages, which are their own record. ${as_lines}`,
  tags: ['audit'],
  handler: (deps, { tenant, query, headers, signal }, reply) => {
    const format = acceptedLines(headers.accept, formats, reply)
    const page = pageRequest(query)
    if (!format) return readAuditLog(deps, tenant, page)
    const lines = exportAudit(deps, tenant, { position: page.position, format, signal })
    return sendLines(reply, lines, format, 'audit-log')
  }
})
