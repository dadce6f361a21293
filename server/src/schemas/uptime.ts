import { z } from 'zod'
import { time } from './time.ts'

const share = z.number().nullable()

/** How long a session was connected, day by day, and when it was not. */
export const Uptime = z
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
          began_at: time,
          ended_at: time.nullable().describe('null while the outage lasts.'),
          seconds: z.number().describe('How long the outage took, or has taken so far.'),
          reason: z.string().nullable(),
          reason_text: z.string().nullable().describe('The reason, as a sentence.'),
          last_reason: z.string().nullable().describe('The last reason while it lasted.')
        })
      )
      .describe('Newest first, 500 at most.')
  })
  .meta({ id: 'Uptime' })

export type Uptime = z.output<typeof Uptime>
