import type { OutgoingMedia } from '../../domain/media.ts'
import type { Tx } from '../../lib/db.ts'

/**
 * The files of these messages, each made into what it is sent as. For a worker: those of messages in the queues of sessions
 * it holds. A message that was claimed and is not among them has lost its file, or names none.
 */
export const findOutgoingMedia = (
  tx: Pick<Tx, 'query'>,
  message_ids: string[]
): Promise<OutgoingMedia[]> =>
  tx.query<OutgoingMedia>('select * from outgoing_media($1)', [message_ids], 'find_outgoing_media')
