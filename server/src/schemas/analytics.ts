import { z } from 'zod'
import { idPattern } from '../domain/ids.ts'
import { time } from './time.ts'

const days_max = 800
const day_ms = 86_400_000
const quarter_ms = 900_000

const isTimezone = (name: string): boolean => {
  // An offset is none: days do not all have the same.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const Timezone = z
  .string()
  .max(64)
  .refine(isTimezone, { message: 'must be the name of a time zone, such as Europe/Berlin' })
  .default('UTC')
  .describe('The time zone in which days, weeks and months begin and end, such as Africa/Cairo.')

const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const range_fields = {
  from: moment.optional().describe('The beginning; 30 days ago unless given.'),
  to: moment.optional().describe('The end, which is not part of it; now unless given.')
}

/** Moments are rounded to quarters of an hour, the beginning down and the end up. */
export const rangeOf = (
  query: { from?: Date | undefined; to?: Date | undefined },
  now: Date
): { from: Date; to: Date } => {
  const to_ms = Math.ceil((query.to ?? now).getTime() / quarter_ms) * quarter_ms
  const from_ms = (query.from ?? new Date(to_ms - 30 * day_ms)).getTime()
  return { from: new Date(Math.floor(from_ms / quarter_ms) * quarter_ms), to: new Date(to_ms) }
}

const orderly = ({ from, to }: { from?: unknown; to?: unknown }): boolean => {
  // What is no moment at all has been refused already.
  const [first, last] = [from ?? null, to ?? null]
  if ((first && !(first instanceof Date)) || (last && !(last instanceof Date))) return true
  const end_ms = last instanceof Date ? last.getTime() : Date.now()
  const begin_ms = first instanceof Date ? first.getTime() : end_ms - day_ms
  return begin_ms < end_ms && end_ms - begin_ms <= days_max * day_ms
}
const disorder = { path: ['from'], message: `Must be before to, and at most ${days_max} days.` }

const SessionId = z.string().regex(idPattern('session')).optional().describe('Only this session.')

export const RangeQuery = z.strictObject(range_fields).refine(orderly, disorder)

/** Of a time and perhaps of one session. */
export const OverviewFields = { ...range_fields, session_id: SessionId }

/** Refuses a time that ends before it begins or is too long. */
export const orderlyRange = <Query extends z.ZodType<{ from?: unknown; to?: unknown }>>(
  query: Query
): Query => query.refine(orderly, disorder) as Query

export const OverviewQuery = z.strictObject(OverviewFields).refine(orderly, disorder)

export const MessagesQuery = z
  .strictObject({
    ...range_fields,
    session_id: SessionId,
    timezone: Timezone,
    interval: z.enum(['hour', 'day', 'week', 'month']).default('day'),
    group_by: z.enum(['none', 'session', 'type', 'direction']).default('none')
  })
  .refine(orderly, disorder)

export const ExportQuery = z
  .strictObject({
    ...range_fields,
    session_id: SessionId,
    format: z.enum(['csv', 'ndjson']).default('csv')
  })
  .refine(orderly, disorder)

const count = z.number()

const Outbound = z
  .object({
    accepted: count,
    sent: count,
    delivered: count,
    read: count,
    failed: count,
    canceled: count
  })
  .describe('Of the messages accepted in this time: how many of them have come how far until now.')

const range = { from: time, to: time }

export const AnalyticsOverview = z
  .object({
    ...range,
    inbound: count,
    outbound: Outbound,
    failed_by_reason: z.array(z.object({ reason: z.string(), messages: count })),
    by_type: z.array(z.object({ type: z.string(), inbound: count, outbound: count })),
    sessions_active: count.describe('Sessions that sent or received something.')
  })
  .meta({ id: 'AnalyticsOverview' })
export type AnalyticsOverview = z.output<typeof AnalyticsOverview>

export const AnalyticsMessages = z
  .object({
    ...range,
    timezone: z.string(),
    interval: z.string(),
    data: z.array(
      z.object({
        at: time.describe('When the hour, day, week or month begins.'),
        group: z.string().nullable().describe('What it is grouped by; null without group_by.'),
        inbound: count,
        outbound: Outbound
      })
    )
  })
  .meta({ id: 'AnalyticsMessages' })
export type AnalyticsMessages = z.output<typeof AnalyticsMessages>

export const AnalyticsSessions = z
  .object({
    ...range,
    data: z.array(
      z.object({
        session_id: z.string(),
        session_name: z.string().nullable().describe('null: it was deleted.'),
        wanted_s: count.describe('How long it was to be connected, in seconds.'),
        connected_s: count.describe('How long of that it was.'),
        inbound: count,
        outbound: Outbound
      })
    )
  })
  .meta({ id: 'AnalyticsSessions' })
export type AnalyticsSessions = z.output<typeof AnalyticsSessions>

export const AnalyticsWebhooks = z
  .object({
    ...range,
    data: z.array(
      z.object({
        webhook_id: z.string(),
        deliveries: count,
        succeeded: count,
        failed: count,
        pending: count,
        attempts: count,
        response_ms_p50: count.nullable(),
        response_ms_p95: count.nullable()
      })
    )
  })
  .meta({ id: 'AnalyticsWebhooks' })
