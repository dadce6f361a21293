import { z } from 'zod'
import { whole } from './fields.ts'

/** What is kept, watched and logged. */
export const operation_settings = {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must look like redis://user:password@host:6379/0' })
    .optional()
    .describe(
      'Redis with which several gateways share their limits, such as redis://user:password@host:6379/0; rediss:// with TLS. It holds nothing that may not be lost. Unset: each process counts in its own memory.'
    ),
  EVENT_DAYS: whole(30).describe('Days for which events and webhook deliveries are kept.'),
  DISK_FREE_MB_MIN: whole(500, 0).describe(
    'Megabytes that must be free on the disk of DATA_DIR for /health to call it ok.'
  ),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severity that is logged.'),
  LOG_TO: z
    .enum(['file', 'stderr'])
    .default('file')
    .describe(
      'Where npm start logs to: DATA_DIR/logs/gateway.log, or standard error. Roles started one by one use standard error.'
    )
}
