import { AppError } from '../../domain/errors.ts'
import { monthOf } from '../../domain/month.ts'
import type { Sender } from '../../store/messages/accept.ts'

/** Why a message beyond the quota is refused. */
export const quotaExceeded = (sender: Sender, now: Date): AppError => {
  const limit = sender.messages_per_month_max
  const reset = monthOf(now).end
  return new AppError(
    'quota_exceeded',
    { limit },
    {
      detail: `The subscription allows ${limit} messages a month, and all of them are used.`,
      retry_after_s: Math.max(1, Math.ceil((reset.getTime() - now.getTime()) / 1000)),
      usage: { limit: limit ?? 0, used: limit ?? 0, reset }
    }
  )
}
