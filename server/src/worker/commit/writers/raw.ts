import type { Tx } from '../../../lib/db.ts'
import { putRawMessages, writeTriedMessages } from '../../../store/messages/raw.ts'
import { writeFiles } from '../files.ts'
import type { Entry } from '../writer.ts'

/** Keeps the raw form of messages that arrived and could not be read. */
export const writeRaw = async (tx: Tx, entries: Entry<'raw'>[]): Promise<void> => {
  await putRawMessages(
    tx,
    entries.map(({ session, change: { type: _, ...raw } }) => ({
      ...raw,
      session_id: session.session_id
    }))
  )
}

/** Writes what became of raw forms that were tried with the kinds of this version. */
export const writeTried = async (tx: Tx, entries: Entry<'tried'>[]): Promise<void> => {
  const rows = await writeTriedMessages(
    tx,
    entries.map(({ session, change }) => ({
      session_id: session.session_id,
      whatsapp_id: change.whatsapp_id,
      direction: change.direction,
      tried: change.tried,
      type: change.content_type,
      content: change.content
    }))
  )
  const files = entries.flatMap(({ change }) => change.file ?? [])
  if (files.length > 0) await writeFiles(tx, files, rows)
}
