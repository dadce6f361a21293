import { z } from 'zod'
import {
  type LimitKind,
  type Limits,
  limit_kinds,
  new_chats_statuses,
  standingLimit
} from '../domain/limits.ts'
import { Pacing } from './pacing.ts'
import { time } from './time.ts'

/** The limit that stands, in a line. */
export const Limited = z
  .object({ kind: z.enum(Object.keys(limit_kinds) as [LimitKind]), until: time })
  .nullable()
  .describe(
    `The limit that makes messages to new people wait, and when it ends; null when there is none. time_lock: ${limit_kinds.time_lock} new_chat_quota: ${limit_kinds.new_chat_quota}`
  )

/** All that is known of the limits that WhatsApp sets to a number. */
export const NumberLimits = z.object({
  limited: Limited,
  time_lock: z
    .object({
      until: time,
      reason: z
        .string()
        .nullable()
        .describe(
          "WhatsApp's name for the restriction; `several_refused` when WhatsApp named none but refused several first messages in a row."
        )
    })
    .nullable()
    .describe('Until then the number may not start new chats; null when there is no restriction.'),
  new_chats: z
    .object({
      status: z.enum(new_chats_statuses),
      used: z.number().nullable(),
      total: z.number().nullable(),
      left: z.number().nullable(),
      renews_at: time.nullable()
    })
    .nullable()
    .describe('How many new chats the number may start; null when WhatsApp has named no quota.'),
  read_at: time.nullable().describe('When WhatsApp last reported the limits.')
})

/** The same of a session, with what the service adds to it. */
export const SessionLimits = z
  .object({
    session_id: z.string(),
    ...NumberLimits.shape,
    messages_waiting: z.number().describe('Messages that are waiting for a limit to end.'),
    pacing: Pacing
  })
  .meta({ id: 'SessionLimits' })
export type SessionLimits = z.output<typeof SessionLimits>

/** The limits in a row of `sessions`, as they stand now. */
export const limitsView = (limits: Limits, now = new Date()): z.output<typeof NumberLimits> => {
  const { restricted_until, restriction, new_chats_status, new_chats_used, new_chats_total } =
    limits
  const quota = new_chats_total !== null && new_chats_total >= 0
  return {
    limited: standingLimit(limits, now),
    time_lock:
      restricted_until && restricted_until > now
        ? { until: restricted_until, reason: restriction }
        : null,
    new_chats:
      quota || new_chats_status === 'capped'
        ? {
            status: new_chats_status ?? 'none',
            used: new_chats_used,
            total: quota ? new_chats_total : null,
            left: quota ? Math.max(0, new_chats_total - (new_chats_used ?? 0)) : null,
            renews_at: limits.new_chats_renew_at
          }
        : null,
    read_at: limits.limits_read_at
  }
}
