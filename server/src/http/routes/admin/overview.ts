import { readOverview } from '../../../admin/overview.ts'
import { AdminOverview } from '../../../schemas/admin.ts'
import { adminRoute } from '../../admin-route.ts'

export const readOverviewRoute = adminRoute({
  operation_id: 'getOverview',
  method: 'GET',
  url: '/api/v1/admin/overview',
  schema: { response: { 200: AdminOverview } },
  summary: 'Count everything in the installation',
  description:
    'Tenants, users, sessions, instances, messages of today and the lengths of the queues.',
  handler: (admin) => readOverview(admin)
})
