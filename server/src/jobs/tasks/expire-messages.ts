import { message_errors } from '../../domain/message.ts'
import type { Db } from '../../lib/db.ts'
import { failExpired } from '../../queue/outbound.ts'
import { putFailedMessages } from '../put-failed-messages.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 500

/** Fails messages that waited until their time was over, whether anybody hosts their session or not. Returns how many. */
export const expireMessages = async (db: Db, stopping: AbortSignal): Promise<number> => {
  let expired = 0
  while (!stopping.aborted) {
    const count = await db.transaction(async (tx) => {
      const rows = await failExpired(
        tx,
        { code: 'expired', message: message_errors.expired },
        batch
      )
      putFailedMessages(tx, rows)
      return rows.length
    })
    expired += count
    if (count < batch) break
  }
  return expired
}

/** See `expireMessages`; once a minute. */
export const expireMessagesTask = defineTask({
  name: 'expire_messages',
  payload: no_payload,
  schedule: '* * * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const messages = await expireMessages(db, stopping)
    if (messages > 0) log.info({ messages }, 'messages that waited too long have failed')
  }
})
