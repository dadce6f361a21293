import { z } from 'zod'
import { drainInstance, readInstances, readLogsOfInstance } from '../../../admin/instances.ts'
import { AdminInstance } from '../../../schemas/admin.ts'
import { InstanceStatus } from '../../../schemas/instance.ts'
import { InstanceLogs, InstanceLogsQuery, logChoice } from '../../../schemas/instance-log.ts'
import { adminRoute } from '../../admin-route.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'

export const listAdminInstancesRoute = adminRoute({
  operation_id: 'listAllInstances',
  method: 'GET',
  url: '/api/v1/admin/instances',
  schema: {
    querystring: z.strictObject({ ...pageFields('instance'), status: InstanceStatus.optional() }),
    response: { 200: pageOf(AdminInstance) }
  },
  summary: 'List all instances, newest first',
  handler: (admin, { query }) =>
    readInstances(admin, { ...pageRequest(query), status: query.status ?? null })
})

export const readLogsOfInstanceRoute = adminRoute({
  operation_id: 'getLogsOfInstance',
  method: 'GET',
  url: '/api/v1/admin/instances/:id/logs',
  schema: {
    params: idParams('instance'),
    querystring: InstanceLogsQuery,
    response: { 200: InstanceLogs }
  },
  errors: ['instance_not_running', 'worker_unreachable'],
  summary: 'Read the log of any instance',
  description:
    'The last lines of the worker, about 256 kB at most, from the oldest on. The end of the log of an instance that is gone is kept where it was of one customer alone; that of a shared one is in the log of the orchestrator.',
  handler: (admin, { params, query }) => readLogsOfInstance(admin, params.id, logChoice(query))
})

export const drainInstanceRoute = adminRoute({
  operation_id: 'drainInstance',
  method: 'POST',
  audit: 'instance.drained',
  url: '/api/v1/admin/instances/:id/drain',
  schema: { params: idParams('instance'), response: { 202: AdminInstance } },
  errors: ['instance_not_running'],
  summary: 'Move all sessions of an instance to others, then end it',
  description:
    'Each session goes on working until another worker takes it over, which takes it about a second and needs no QR code. Another worker is started where the others have no room. Its sessions are wanted all the while, so draining one instance after another replaces all workers.',
  handler: (admin, { params }) => drainInstance(admin, params.id)
})
