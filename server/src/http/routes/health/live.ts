import { z } from 'zod'
import { route } from '../../route.ts'

const Liveness = z.object({ status: z.literal('ok') }).meta({ id: 'Liveness' })

export const liveRoute = route({
  operation_id: 'checkLiveness',
  method: 'GET',
  url: '/health/live',
  public: true,
  schema: { response: { 200: Liveness } },
  summary: 'Check whether the process answers',
  description: 'Restart the process when this fails.',
  tags: ['system'],
  handler: () => ({ status: 'ok' as const })
})
