import { z } from 'zod'
import { uptime_days_max } from '../../../domain/session.ts'
import { Uptime } from '../../../schemas/uptime.ts'
import { readUptime } from '../../../usecases/sessions/uptime.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const isTimezone = (name: string): boolean => {
  // An offset is none: days do not all have the same.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const readSessionUptimeRoute = route({
  operation_id: 'getSessionUptime',
  method: 'GET',
  url: '/api/v1/sessions/:id/uptime',
  scope: 'sessions:read',
  schema: {
    params: idParams('session'),
    querystring: z.strictObject({
      days: z.coerce
        .number()
        .int()
        .min(1)
        .max(uptime_days_max)
        .default(30)
        .describe('How many days back, today included.'),
      timezone: z
        .string()
        .max(64)
        .refine(isTimezone, { message: 'must be the name of a time zone, such as Europe/Berlin' })
        .default('UTC')
        .describe('The time zone in which days begin and end, such as Africa/Cairo.')
    }),
    response: { 200: Uptime }
  },
  summary: 'Read when the session was connected and when it was not',
  description:
    'The wanted time is the time in which the session should have been connected: from its first connection on, without the time in which its user had stopped, restarted or logged it out. A log-out on the phone, a ban, or another program that takes over counts as an outage until the session is connected again or its user stops it. When a worker was lost, the outage begins with its last sign of life. Kept for 90 days.',
  tags: ['sessions'],
  handler: (deps, { tenant, params, query }) => readUptime(deps, tenant, params.id, query)
})
