import { z } from 'zod'
import { readInstanceStats } from '../../../usecases/instances/health.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const own = z
  .number()
  .nullable()
  .describe('null on an instance that you share with other customers.')

const InstanceStats = z
  .object({
    instance_id: z.string(),
    uptime_s: z.number(),
    memory_rss_bytes: own,
    cpu_s: own,
    queue_depth: own,
    sessions_count: z.number(),
    connected_count: z.number()
  })
  .meta({ id: 'InstanceStats' })

export const readInstanceStatsRoute = route({
  method: 'GET',
  url: '/api/v1/instances/:id/stats',
  scope: 'sessions:read',
  schema: { params: idParams('instance'), response: { 200: InstanceStats } },
  errors: ['instance_not_running'],
  summary: 'Read the resource usage of an instance',
  tags: ['instances'],
  handler: (deps, request) => readInstanceStats(deps, request.tenant, request.params.id)
})
