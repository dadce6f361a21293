import type { Tx } from '../../../lib/db.ts'
import { endQueue } from '../../../queue/ended-queues.ts'
import type { Entry } from '../writer.ts'

/** Ends the queue of a session. */
export const writeFailQueued = (tx: Tx, { session, change }: Entry<'fail_queued'>): Promise<void> =>
  endQueue(tx, session, change.error)
