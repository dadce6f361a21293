import type { Db, Tx } from '../../lib/db.ts'
import { pause } from '../../lib/retry.ts'
import {
  endedMessages,
  failMessages,
  findEndedQueues,
  forgetEndedQueue,
  takeEndedQueue
} from '../../queue/ended-queues.ts'
import { putFailedMessages } from '../put-failed-messages.ts'
import { defineTask, no_payload } from '../task.ts'

const queues_at_once = 50
/** So many events and their deliveries are written in some 50 ms. */
const piece = 200

/**
 * Fails what sessions had in the queue when they were logged out or banned: a piece of each in turn, each in a transaction of its
 * own, with as long a pause as it took, so that nobody waits for it however much it is. What is not done when the process
 * ends is done by the next. Returns how many messages have failed.
 */
export const failEndedQueues = async (db: Db, stopping: AbortSignal): Promise<number> => {
  let failed = 0
  while (!stopping.aborted) {
    let took_some = false
    for (const { session_id } of await findEndedQueues(db, queues_at_once)) {
      if (stopping.aborted) break
      const began_ms = performance.now()
      const count = await db.transaction((tx) => failPiece(tx, session_id))
      // step: piece failed
      if (count === null) continue
      took_some = true
      failed += count
      await pause(performance.now() - began_ms, stopping)
    }
    if (!took_some) break
  }
  return failed
}

const failPiece = async (tx: Tx, session_id: string): Promise<number | null> => {
  const queue = await takeEndedQueue(tx, session_id)
  if (!queue) return null
  const message_ids = await endedMessages(tx, queue, piece)
  if (message_ids.length < piece) await forgetEndedQueue(tx, queue)
  if (message_ids.length === 0) return 0
  const rows = await failMessages(tx, message_ids, queue.error)
  putFailedMessages(tx, rows)
  return rows.length
}

/** See `failEndedQueues`. A trigger puts it when there is something to do; the schedule is for the case that the job got lost. */
export const failEndedQueuesTask = defineTask({
  name: 'fail_ended_queues',
  payload: no_payload,
  schedule: '* * * * *',
  run: async ({ db, log }, _payload, stopping) => {
    const messages = await failEndedQueues(db, stopping)
    if (messages > 0) log.info({ messages }, 'messages of ended sessions have failed')
  }
})
