import { z } from 'zod'
import { isReady } from '../../../usecases/health/check-health.ts'
import { route } from '../../route.ts'

const Readiness = z.object({ status: z.enum(['ok', 'down']) }).meta({ id: 'Readiness' })

export const readyRoute = route({
  operation_id: 'checkReadiness',
  method: 'GET',
  url: '/health/ready',
  public: true,
  schema: { response: { 200: Readiness, 503: Readiness } },
  summary: 'Check whether the process can serve requests',
  description: 'Send the process no requests while this answers 503.',
  tags: ['system'],
  handler: async (deps, _request, reply) => {
    const ready = await isReady(deps)
    reply.code(ready ? 200 : 503)
    return { status: ready ? ('ok' as const) : ('down' as const) }
  }
})
