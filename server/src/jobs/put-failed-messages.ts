import type { MessageRow } from '../domain/message.ts'
import type { Tx } from '../lib/db.ts'
import { messageEvents } from '../schemas/message-event.ts'
import { putEvents } from '../store/events/put.ts'

/** Tells of messages that this transaction has failed. */
export const putFailedMessages = (tx: Tx, rows: MessageRow[]): void =>
  putEvents(
    tx,
    rows.flatMap((row) => {
      const { tenant_id, session_id } = row
      return messageEvents('failed', row).map((told) => ({ tenant_id, session_id, ...told }))
    })
  )
