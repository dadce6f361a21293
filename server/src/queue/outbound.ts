import type { Tx } from '../lib/db.ts'

/** Puts an accepted message in line. It is sent after those of its chat that were put before. */
export const putOutbound = async (
  tx: Tx,
  message: { id: string; session_id: string; tenant_id: string; chat_id: string }
): Promise<void> => {
  await tx.query(
    'insert into outbound (message_id, session_id, tenant_id, chat_id) values ($1, $2, $3, $4)',
    [message.id, message.session_id, message.tenant_id, message.chat_id],
    'put_outbound'
  )
}
