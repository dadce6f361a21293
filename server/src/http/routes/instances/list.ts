import { z } from 'zod'
import { Instance, InstanceStatus } from '../../../schemas/instance.ts'
import { readInstances } from '../../../usecases/instances/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listInstancesRoute = route({
  operation_id: 'listInstances',
  method: 'GET',
  url: '/api/v1/instances',
  scope: 'sessions:read',
  schema: {
    querystring: z.strictObject({ ...pageFields('instance'), status: InstanceStatus.optional() }),
    response: { 200: pageOf(Instance) }
  },
  summary: 'List instances, newest first',
  description: 'Your own instances, and the shared ones that host your sessions.',
  tags: ['instances'],
  handler: (deps, { tenant, query }) =>
    readInstances(deps, tenant, { ...pageRequest(query), status: query.status ?? null })
})
