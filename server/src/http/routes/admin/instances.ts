import { z } from 'zod'
import { readInstances } from '../../../admin/instances.ts'
import { AdminInstance } from '../../../schemas/admin.ts'
import { InstanceStatus } from '../../../schemas/instance.ts'
import { adminRoute } from '../../admin-route.ts'
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
