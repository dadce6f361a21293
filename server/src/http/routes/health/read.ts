import { z } from 'zod'
import { checkHealth } from '../../../usecases/health/check-health.ts'
import { route } from '../../route.ts'

const State = z.enum(['ok', 'degraded', 'down'])
const Part = z.object({ state: State, since: z.string() })

export const Health = z.object({
  status: State,
  version: z.string(),
  uptime_s: z.number(),
  parts: z.object({
    database: Part,
    orchestrator: Part,
    delivery: Part,
    instances: Part.extend({
      counts: z
        .object({ running: z.number(), starting: z.number(), unhealthy: z.number() })
        .nullable()
    })
  })
})

export const readHealthRoute = route({
  method: 'GET',
  url: '/health',
  public: true,
  schema: { response: { 200: Health, 503: Health } },
  summary: 'How the service is',
  description: '503 when the database cannot be reached; a part that is away makes it degraded.',
  tags: ['system'],
  handler: async (deps, _request, reply) => {
    const health = await checkHealth(deps)
    reply.code(health.status === 'down' ? 503 : 200).header('cache-control', 'no-store')
    return health
  }
})
