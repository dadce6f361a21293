import { z } from 'zod'
import { checkInstance } from '../../../usecases/instances/health.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const InstanceHealth = z
  .object({
    instance_id: z.string(),
    status: z.enum(['healthy', 'draining', 'unhealthy', 'stopped', 'failed']),
    checked_at: z.string(),
    uptime_s: z.number().nullable(),
    sessions: z.array(z.object({ session_id: z.string(), connected: z.boolean() }))
  })
  .meta({ id: 'InstanceHealth' })

export const checkInstanceRoute = route({
  method: 'GET',
  url: '/api/v1/instances/:id/health',
  scope: 'sessions:read',
  schema: { params: idParams('instance'), response: { 200: InstanceHealth } },
  summary: 'Read the health of an instance',
  description: 'Asks the worker itself. A worker that does not answer is unhealthy.',
  tags: ['instances'],
  handler: (deps, request) => checkInstance(deps, request.tenant, request.params.id)
})
