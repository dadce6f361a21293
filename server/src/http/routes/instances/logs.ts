import { InstanceLogs, InstanceLogsQuery, logChoice } from '../../../schemas/instance-log.ts'
import { exportInstanceLogs } from '../../../usecases/instances/export-logs.ts'
import { readInstanceLogs } from '../../../usecases/instances/logs.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'
import { acceptedLines, lineContent, sendLines } from '../../send-lines.ts'

const formats = ['ndjson'] as const

export const readInstanceLogsRoute = route({
  operation_id: 'getInstanceLogs',
  method: 'GET',
  url: '/api/v1/instances/:id/logs',
  scope: 'sessions:read',
  beyond_sessions: true,
  schema: {
    params: idParams('instance'),
    querystring: InstanceLogsQuery,
    response: {
      200: {
        description: 'The lines, and where they are from; as NDJSON the lines alone.',
        content: {
          'application/json': { schema: InstanceLogs },
          ...lineContent(formats)
        }
      }
    }
  },
  errors: ['instance_not_running', 'instance_shared', 'worker_unreachable'],
  summary: 'Read the log of an instance',
  description:
    'The last lines of the worker, about 256 kB at most, from the oldest on; when it has ended, those at its end. Only of instances that are yours alone: on a shared one the log tells of others. It has no texts of messages, and numbers are shortened. With `Accept: application/x-ndjson` each line is a line of the answer, for programs that collect logs.',
  tags: ['instances'],
  handler: (deps, { tenant, params, query, headers, signal }, reply) => {
    const choice = logChoice(query)
    const format = acceptedLines(headers.accept, formats, reply)
    if (!format) return readInstanceLogs(deps, tenant, params.id, choice)
    const lines = exportInstanceLogs(deps, tenant, params.id, choice, signal)
    return sendLines(reply, lines, format, 'instance')
  }
})
