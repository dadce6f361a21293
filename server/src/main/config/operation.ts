import { z } from 'zod'
import { whole } from './fields.ts'

/** What is kept, watched and logged. */
export const operation_settings = {
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
