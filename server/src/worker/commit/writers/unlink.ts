import type { Tx } from '../../../lib/db.ts'
import { deleteLink } from '../../../store/protocol-keys.ts'
import type { Entry } from '../writer.ts'

/** Deletes everything that links of sessions consist of. */
export const writeUnlink = (tx: Tx, entries: Entry<'unlink'>[]): Promise<void> =>
  deleteLink(tx, [...new Set(entries.map(({ session }) => session.session_id))])
