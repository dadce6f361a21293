import type { Db } from '../../lib/db.ts'
import { deleteMessagesBeyondPlan } from '../../store/messages/old.ts'
import { defineTask, no_payload } from '../task.ts'

const batch = 2_000

/** Deletes messages that are older than their tenant keeps them, with their files. Returns how many. */
export const deleteOldMessages = async (db: Db, stopping: AbortSignal): Promise<number> => {
  let deleted = 0
  while (!stopping.aborted) {
    const count = await deleteMessagesBeyondPlan(db, batch)
    deleted += count
    if (count < batch) break
  }
  return deleted
}

/** See `deleteOldMessages`; each night. */
export const deleteOldMessagesTask = defineTask({
  name: 'delete_old_messages',
  payload: no_payload,
  schedule: '41 2 * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const deleted = await deleteOldMessages(db, stopping)
    if (deleted > 0) log.info({ deleted }, 'messages deleted that are kept no longer')
  }
})
