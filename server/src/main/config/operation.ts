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
  DASHBOARD: z
    .enum(['on', 'off'])
    .default('on')
    .describe('Whether the gateway serves the dashboard, the pages for people, at its address.'),
  SANDBOX_URL: z
    .url({
      protocol: /^https?$/,
      hostname: /^[\w.-]+$|^\[[\da-f:]+\]$/,
      error: 'must be an http or https URL'
    })
    .optional()
    .describe(
      'Address of a simulated phone that the dashboard shows in a frame, to try everything without a real one. It gets the QR codes of whoever uses it: leave it unset in production.'
    ),
  EVENT_DAYS: whole(30).describe('Days for which events and webhook deliveries are kept.'),
  DISK_FREE_MB_MIN: whole(500, 0).describe(
    'Megabytes that must be free on the disk of DATA_DIR for /health to call it ok.'
  ),
  METRICS_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe(
      'Address on which orchestrator and delivery serve /metrics. On any other than a loopback address METRICS_TOKEN has to be set, and no proxy may lead there.'
    ),
  METRICS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .optional()
    .describe(
      'Port on which orchestrator and delivery, started one by one, serve /metrics; each needs one of its own on a machine. Unset: they serve none. With npm start all roles stand in /metrics of the gateway.'
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
