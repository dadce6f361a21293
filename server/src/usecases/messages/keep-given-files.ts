import { AppError } from '../../domain/errors.ts'
import type { Tx } from '../../lib/db.ts'
import { findStorageUse, keepFile, refuseOverStorage } from '../../store/media/files.ts'
import { type NewMedia, putMedia } from '../../store/media/media.ts'

/** A file that a call has brought along with its message: its row, which is written with the message. */
export type GivenFile = {
  row: NewMedia
  /** The member of the content that gave it. */
  member: 'link' | 'data'
  /** Whether the content is still in the store. */
  isThere(): Promise<boolean>
}

type Bringing = { given_file?: GivenFile | undefined }

/** Makes contents the tenant's that messages have brought. The answer is why one has no room; null: it has. */
export const keepGivenFiles = async (
  tx: Tx,
  tenant_id: string,
  items: Bringing[]
): Promise<(item: Bringing) => AppError | null> => {
  const bringing = items.flatMap((item) => (item.given_file ? [{ item, ...item.given_file }] : []))
  if (bringing.length === 0) return () => null
  const refused = new Map<Bringing, AppError>()
  const use = await findStorageUse(tx, tenant_id)
  let more = 0
  for (const { item, row, isThere } of bringing) {
    const bytes = row.bytes ?? 1
    try {
      refuseOverStorage(use, more + bytes)
    } catch (error) {
      refused.set(item, error as AppError)
      continue
    }
    more += bytes
    if (row.sha256 === null) continue
    await keepFile(tx, tenant_id, { sha256: row.sha256, bytes })
    // It may have been deleted as unused in the moment between.
    if (!(await isThere())) throw new AppError('busy')
  }
  return (item) => refused.get(item) ?? null
}

/** The rows of files that come with these messages. They travel with the commit, and stand before the queue. */
export const putGivenFiles = (
  tx: Pick<Tx, 'send'>,
  items: { given: GivenFile | undefined }[]
): void => {
  for (const { given } of items) if (given) putMedia(tx, given.row)
}
