import { z } from 'zod'
import { message_errors } from '../../domain/message.ts'
import type { Db } from '../../lib/db.ts'
import { failOptedOut } from '../../queue/outbound-opted-out.ts'
import { putFailedMessages } from '../put-failed-messages.ts'
import { defineTask, v1 } from '../task.ts'

const batch = 500

/** Fails what was accepted for somebody before they opted out and has not left yet. Returns how many. */
export const endOptedOut = async (
  db: Db,
  opt_out_id: string,
  stopping: AbortSignal
): Promise<number> => {
  const error = {
    code: 'recipient_opted_out' as const,
    message: message_errors.recipient_opted_out
  }
  let failed = 0
  while (!stopping.aborted) {
    const count = await db.transaction(async (tx) => {
      const rows = await failOptedOut(tx, opt_out_id, error, batch)
      putFailedMessages(tx, rows)
      return rows.length
    })
    failed += count
    if (count < batch) break
  }
  return failed
}

/** See `endOptedOut`. A trigger puts it with the row. */
export const endOptedOutTask = defineTask({
  name: 'end_opted_out',
  payload: z.object({ v: v1, opt_out_id: z.string() }),
  run: async ({ db }, { opt_out_id }, stopping) => {
    await endOptedOut(db, opt_out_id, stopping)
  }
})
