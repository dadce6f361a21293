import type { Tx } from '../../lib/db.ts'
import { fileIdOf } from '../../schemas/messages/file-kinds.ts'
import { insertReceivedMedia } from '../../store/media/received.ts'
import type { ArrivedFile } from './change.ts'

/** Records the files of messages that are new, to be fetched. A message that was there already has its file. */
export const writeFiles = async (
  tx: Tx,
  files: ArrivedFile[],
  messages: { id: string; type: string; content: Record<string, unknown> }[]
): Promise<void> => {
  const message_ids = new Map(
    messages.map(({ id, type, content }) => [fileIdOf(type, content), id])
  )
  const wanted = files.flatMap((file) => {
    const message_id = message_ids.get(file.id)
    return message_id === undefined ? [] : [{ ...file, message_id }]
  })
  if (wanted.length > 0) await insertReceivedMedia(tx, wanted)
}
