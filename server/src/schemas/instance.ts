import { z } from 'zod'

export const InstanceStatus = z.enum([
  'starting',
  'running',
  'unhealthy',
  'draining',
  'stopped',
  'failed'
])

export const Instance = z
  .object({
    id: z.string(),
    session_ids: z.array(z.string()).describe('Your sessions on this instance.'),
    status: InstanceStatus,
    status_reason: z.string().nullable(),
    mode: z
      .enum(['dedicated', 'tenant', 'shared'])
      .describe(
        'Whether the instance hosts one session, the sessions of one customer, or sessions of many customers.'
      ),
    driver: z.string().describe('What runs the instance: process, docker, swarm or kubernetes.'),
    host: z
      .string()
      .nullable()
      .describe('Where the instance listens; null until it has been started.'),
    port: z.number().nullable(),
    sessions_max: z.number(),
    restarts: z.number(),
    started_at: z.string().nullable(),
    heartbeat_at: z.string().nullable(),
    stopped_at: z.string().nullable(),
    created_at: z.string()
  })
  .meta({ id: 'Instance' })
