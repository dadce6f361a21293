import type { Counters } from '../../cache/contract.ts'
import { AppError } from '../../domain/errors.ts'
import type { Sender } from '../../store/messages/accept.ts'

const window_s = 60

/** How many of some messages may be accepted now, and why the others may not. */
export type OfMinute = { granted: number; refusal: AppError | null }

/**
 * Takes as many of `count` messages as the subscription still allows within this minute. Where it sets no limit nothing is
 * counted and nothing is waited for.
 */
export const takeOfMinute = async (
  counters: Counters,
  tenant_id: string,
  { messages_per_minute_max: limit }: Pick<Sender, 'messages_per_minute_max'>,
  count: number,
  now: Date
): Promise<OfMinute> => {
  if (limit === null) return { granted: count, refusal: null }
  const { used, reset_s } = await counters.add(tenant_id, count, window_s)
  const granted = Math.min(count, Math.max(0, limit - (used - count)))
  if (granted === count) return { granted, refusal: null }
  await counters.add(tenant_id, granted - count, window_s)
  return { granted, refusal: tooMany(limit, reset_s, now) }
}

const tooMany = (limit: number, reset_s: number, now: Date): AppError =>
  new AppError(
    'rate_limited',
    { limit },
    {
      detail: `The subscription allows ${limit} messages a minute. Wait for the seconds that Retry-After gives.`,
      rate_limit: { limit, remaining: 0, reset_s },
      usage: { limit, used: limit, reset: new Date(now.getTime() + reset_s * 1_000) }
    }
  )
