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
      'Share of the wanted time in which it was connected, from 0 to 1; null when it was not wanted.'
    ),
    connected_seconds: z.number(),
    wanted_seconds: z.number(),
    outages_total: z.number(),
    mean_recovery_seconds: z
      .number()
      .nullable()
      .describe('How long the outages that are over took, on average.'),
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
      .describe('The newest first; each day once, also those on which it was not wanted.'),
    outages: z
      .array(
        z.object({
          began_at: z.string(),
          ended_at: z.string().nullable().describe('null: it goes on.'),
          seconds: z.number().describe('How long it took, or has taken so far.'),
          reason: z.string().nullable(),
          reason_text: z.string().nullable().describe('The reason as a sentence.'),
          last_reason: z.string().nullable().describe('What was said last while it went on.')
        })
      )
      .describe('The newest first, 500 at most.')
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
        .describe('In which days begin and end: a name such as Africa/Cairo.')
    }),
    response: { 200: Uptime }
  },
  summary: 'How long the session was connected, and when it was not',
  description:
    'Wanted is the time in which the session should have been connected: from its first connection on, without the time in which its user had it stopped, restarted or logged out. A log-out on the phone, a ban and another program that takes its place are outages until the session is connected again or its user stops it. Where its worker was lost the outage begins with the last sign of life. Kept for 90 days.',
  tags: ['sessions'],
  handler: (deps, { tenant, params, query }) => readUptime(deps, tenant, params.id, query)
})
