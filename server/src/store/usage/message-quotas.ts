import { firstDayOf, monthOf } from '../../domain/month.ts'
import type { Tx } from '../../lib/db.ts'
import {
  addToShards,
  giveBackToShards,
  insertShards,
  lockShards,
  type QuotaUse,
  takeManyFromFreeShard
} from './quota.ts'

/** Takes as many of `count` messages of the month as the quota has left, and returns how many those are. */
export const takeMessageQuotas = async (
  tx: Tx,
  tenant_id: string,
  sender: { messages_per_month_max: number | null },
  count: number,
  now: Date
): Promise<number> => {
  const usage: QuotaUse = {
    tenant_id,
    metric: 'messages_out',
    period_start: firstDayOf(monthOf(now)),
    limit: sender.messages_per_month_max
  }
  if (await takeManyFromFreeShard(tx, usage, count)) return count
  // They are not all in one shard, or it is the first call of a month.
  await insertShards(tx, usage)
  let left = count
  const taken: { shard: number; count: number }[] = []
  for (const { shard, room } of await lockShards(tx, usage)) {
    const from_here = Math.min(left, room ?? left)
    if (from_here > 0) taken.push({ shard, count: from_here })
    left -= from_here
  }
  if (taken.length > 0) await addToShards(tx, usage, taken)
  return count - left
}

/** Gives back what so many messages took of the quota of the month that begins on that day. */
export const giveBackMessageQuotas = (
  tx: Tx,
  tenant_id: string,
  period_start: string,
  count: number
): Promise<void> => giveBackToShards(tx, { tenant_id, metric: 'messages_out', period_start }, count)
