import type { MessageRow } from '../domain/message.ts'
import type { Tx } from '../lib/db.ts'
import { messageView } from '../schemas/messages/message.ts'
import { putEvents } from '../store/events/put.ts'

/** Tells of messages that this transaction has failed. */
export const putFailedMessages = (tx: Tx, rows: MessageRow[]): void =>
  putEvents(
    tx,
    rows.map((row) => ({
      tenant_id: row.tenant_id,
      session_id: row.session_id,
      type: 'message.failed',
      data: messageView(row)
    }))
  )
