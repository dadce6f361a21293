import { z } from 'zod'
import { route } from '../../route.ts'

export const liveRoute = route({
  method: 'GET',
  url: '/health/live',
  public: true,
  schema: { response: { 200: z.object({ status: z.literal('ok') }) } },
  summary: 'Check whether the process answers',
  description: 'Restart it when this fails.',
  tags: ['system'],
  handler: () => ({ status: 'ok' as const })
})
