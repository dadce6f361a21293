import { z } from 'zod'
import { time } from '../../../schemas/time.ts'
import { checkHealth } from '../../../usecases/health/check-health.ts'
import { route } from '../../route.ts'

const State = z.enum(['ok', 'degraded', 'down'])
const Part = z.object({ state: State, since: time })

export const Health = z
  .object({
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
          .nullable(),
        waiting_sessions: z
          .object({
            no_capacity: z.number(),
            worker_unavailable: z.number(),
            key_unavailable: z.number()
          })
          .nullable()
          .describe(
            'Sessions that are waiting for a worker, by reason; any of them makes this part degraded.'
          )
      }),
      hosts: Part.extend({
        clock_wrong: z
          .number()
          .nullable()
          .describe('Hosts whose clock is more than 10 seconds from that of the database.'),
        disk_full: z
          .number()
          .nullable()
          .describe('Hosts with less free space than DISK_FREE_MB_MIN.')
      }).describe(
        'The machines on which workers and the orchestrator run. degraded: the clock or the disk of one is wrong. null: not known.'
      ),
      cache: Part.extend({ kind: z.enum(['memory', 'redis']) }).describe(
        'Where limits are counted. degraded: Redis is away, and each process counts by itself.'
      ),
      disk: Part.extend({
        free_mb: z.number().nullable(),
        total_mb: z.number().nullable()
      }).describe('The disk of DATA_DIR. degraded: less space is free than DISK_FREE_MB_MIN.'),
      media: Part.extend({
        store: z
          .enum(['disk', 's3'])
          .describe('Where files are kept. degraded: it cannot be reached.'),
        transcoding: z
          .enum(['ok', 'unavailable'])
          .nullable()
          .describe(
            'Whether voice messages, videos and GIFs can be converted. unavailable: the processes that work on files have no ffmpeg. null: none of them runs.'
          )
      }),
      whatsapp: Part.extend({
        client: z
          .object({
            version: z.string().describe('The version of WhatsApp Web that sessions use.'),
            refused: z
              .boolean()
              .describe(
                'WhatsApp refuses every known version; sessions are waiting for a newer one.'
              ),
            known_since: time,
            age_days: z
              .number()
              .describe(
                'Days since its release, if known. WhatsApp refuses a version after about eleven weeks.'
              ),
            accepted_at: time.nullable().describe('The last login that WhatsApp accepted with it.'),
            refused_logins: z
              .array(z.object({ version: z.string(), logins: z.number() }))
              .describe('Logins that WhatsApp refused because of the version.'),
            looked_at: time.nullable().describe('The last search for a newer version.'),
            look_failure: z.string().nullable()
          })
          .nullable()
      })
    })
  })
  .meta({ id: 'Health' })

export const readHealthRoute = route({
  operation_id: 'getHealth',
  method: 'GET',
  url: '/health',
  public: true,
  schema: { response: { 200: Health, 503: Health } },
  summary: 'Read the health of the service',
  description:
    '503 when the database does not answer within two seconds. A part that is unavailable or a disk that is nearly full makes it degraded.',
  tags: ['system'],
  handler: async (deps, _request, reply) => {
    const health = await checkHealth(deps)
    reply.code(health.status === 'down' ? 503 : 200).header('cache-control', 'no-store')
    return health
  }
})
