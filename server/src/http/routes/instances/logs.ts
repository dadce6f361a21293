import { InstanceLogs, InstanceLogsQuery, logChoice } from '../../../schemas/instance-log.ts'
import { readInstanceLogs } from '../../../usecases/instances/logs.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readInstanceLogsRoute = route({
  operation_id: 'getInstanceLogs',
  method: 'GET',
  url: '/api/v1/instances/:id/logs',
  scope: 'sessions:read',
  beyond_sessions: true,
  schema: {
    params: idParams('instance'),
    querystring: InstanceLogsQuery,
    response: { 200: InstanceLogs }
  },
  errors: ['instance_not_running', 'instance_shared', 'worker_unreachable'],
  summary: 'Read the log of an instance',
  description:
    'The last lines of the worker, about 256 kB at most, from the oldest on; when it has ended, those at its end. Only of instances that are yours alone: on a shared one the log tells of others. It has no texts of messages, and numbers are shortened.',
  tags: ['instances'],
  handler: (deps, request) =>
    readInstanceLogs(deps, request.tenant, request.params.id, logChoice(request.query))
})
