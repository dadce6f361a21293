import { z } from 'zod'
import { OverviewFields, orderlyRange, Timezone } from './analytics.ts'
import { time } from './time.ts'

export const BusiestQuery = orderlyRange(
  z.strictObject({
    ...OverviewFields,
    timezone: Timezone,
    limit: z.coerce.number().int().min(1).max(100).default(20).describe('How many chats.')
  })
)

const count = z.number()
const range = { from: time, to: time }
const ms = z.number().nullable()

export const AnalyticsLatency = z
  .object({
    ...range,
    looked_at: count.describe('How many messages were looked at: the newest, at most 100,000.'),
    is_whole: z.boolean().describe('Whether those are all of the time.'),
    data: z.array(
      z.object({
        step: z
          .string()
          .describe(
            '`accepted_to_sent` (from `send_at` on where it was scheduled), `sent_to_delivered`, `delivered_to_read`.'
          ),
        messages: count.describe('Those that have made this step.'),
        ms_p50: ms,
        ms_p90: ms,
        ms_p95: ms,
        ms_p99: ms
      })
    )
  })
  .meta({ id: 'AnalyticsLatency' })
export type AnalyticsLatency = z.output<typeof AnalyticsLatency>

export const AnalyticsBusiest = z
  .object({
    ...range,
    timezone: z.string(),
    hours: z
      .array(
        z.object({
          weekday: count.describe('1 is Monday, 7 is Sunday.'),
          hour: count.describe('0 to 23.'),
          inbound: count,
          outbound: count
        })
      )
      .describe('The hours of the week in which there were messages, the busiest first.'),
    chats: z
      .array(
        z.object({ session_id: z.string(), chat_id: z.string(), inbound: count, outbound: count })
      )
      .describe('The busiest first, among the newest 100,000 messages of the time.')
  })
  .meta({ id: 'AnalyticsBusiest' })
export type AnalyticsBusiest = z.output<typeof AnalyticsBusiest>

export const AnalyticsKeyCalls = z
  .object({
    ...range,
    data: z.array(
      z.object({
        api_key_id: z.string(),
        calls: count,
        refused: count.describe('Answered with 4xx.'),
        failed: count.describe('Answered with 5xx.'),
        ms_p50: ms,
        ms_p95: ms,
        last_at: time
      })
    )
  })
  .meta({ id: 'AnalyticsKeyCalls' })
