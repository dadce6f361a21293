import { z } from 'zod'
import { uptime_days_max } from '../../../domain/session.ts'
import { readUptime } from '../../../usecases/sessions/uptime.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const share = z.number().nullable()

const Uptime = z
  .object({
    session_id: z.string(),
    from: z.string().describe('The first day.'),
    to: z.string().describe('Today.'),
    timezone: z.string(),
    uptime: share.describe(
      'The share of the wanted time in which the session was connected, from 0 to 1; null when it was not wanted.'
    ),
    connected_seconds: z.number(),
    wanted_seconds: z.number(),
    outages_total: z.number(),
    mean_recovery_seconds: z
      .number()
      .nullable()
      .describe('The average length of the outages that are over.'),
    days: z
      .array(
        z.object({
          date: z.string(),
          uptime: share,
          connected_seconds: z.number(),
          wanted_seconds: z.number(),
          outages: z.number().describe('Outages that began on this day.')
        })
      )
      .describe(
        'Newest first, one entry for each day, also for days on which the session was not wanted.'
      ),
    outages: z
      .array(
        z.object({
          began_at: z.string(),
          ended_at: z.string().nullable().describe('null while the outage lasts.'),
          seconds: z.number().describe('How long the outage took, or has taken so far.'),
          reason: z.string().nullable(),
          reason_text: z.string().nullable().describe('The reason, as a sentence.'),
          last_reason: z.string().nullable().describe('The last reason while it lasted.')
        })
      )
      .describe('Newest first, 500 at most.')
  })
  .meta({ id: 'Uptime' })

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
