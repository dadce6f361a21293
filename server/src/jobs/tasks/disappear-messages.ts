import { isChange } from '../../domain/message-changes.ts'
import type { Db } from '../../lib/db.ts'
import { messageEvents } from '../../schemas/message-event.ts'
import { putEvents } from '../../store/events/put.ts'
import { disappearMessages } from '../../store/messages/disappear.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 500

/** Takes away what messages said whose time is over, and tells of them. Returns how many. */
export const letMessagesDisappear = async (db: Db, stopping: AbortSignal): Promise<number> => {
  let gone = 0
  while (!stopping.aborted) {
    const count = await db.transaction(async (tx) => {
      const rows = await disappearMessages(tx, batch)
      // step: messages disappeared
      const seen = rows.filter(({ type }) => !isChange(type))
      putEvents(
        tx,
        seen.flatMap((row) => {
          const { tenant_id, session_id } = row
          return messageEvents('deleted', row).map((told) => ({ tenant_id, session_id, ...told }))
        })
      )
      return rows.length
    })
    gone += count
    if (count < batch) break
  }
  return gone
}

/** See `letMessagesDisappear`; once a minute. */
export const disappearMessagesTask = defineTask({
  name: 'disappear_messages',
  payload: no_payload,
  schedule: '* * * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const messages = await letMessagesDisappear(db, stopping)
    if (messages > 0) log.info({ messages }, 'messages whose time was over have disappeared')
  }
})
