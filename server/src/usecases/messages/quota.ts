import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'
import type { Sender } from '../../store/messages.ts'
import { insertShards, takeFromAnyShard, takeFromFreeShard, type Usage } from '../../store/quota.ts'

/** Takes one message of the month from the tenant's quota; the error quota_exceeded when none is left. Plans without a limit are counted too. */
export const takeMessageQuota = async (
  tx: Tx,
  tenant_id: string,
  sender: Sender,
  now: Date
): Promise<void> => {
  const detail = 'There is no active subscription.'
  if (!sender.has_subscription) throw new AppError('plan_limit_reached', {}, { detail })
  const limit = sender.messages_per_month_max
  const usage: Usage = { tenant_id, metric: 'messages_out', period_start: monthOf(now), limit }
  if (await takeFromFreeShard(tx, usage)) return
  if (await takeFromAnyShard(tx, usage)) return
  // The first message of a month finds no rows to count in.
  await insertShards(tx, usage)
  if (await takeFromAnyShard(tx, usage)) return
  throw new AppError(
    'quota_exceeded',
    { limit },
    {
      detail: `The plan allows ${limit} messages a month, and all of them are used.`,
      retry_after_s: Math.max(1, Math.ceil((nextMonth(now) - now.getTime()) / 1000))
    }
  )
}

/** The first day of the month in UTC. */
const monthOf = (now: Date): string => `${now.toISOString().slice(0, 7)}-01`

const nextMonth = (now: Date): number => Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)
