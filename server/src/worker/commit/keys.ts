import type { Tx } from '../../lib/db.ts'
import { deleteKeys, putCredentials, putKeys, type SealedKey } from '../../store/protocol-keys.ts'
import type { SessionBatch } from './change.ts'

/** Writes keys and credentials, but not those of a session that was unlinked: of that link nothing is kept. */
export const writeKeys = async (tx: Tx, batches: SessionBatch[]): Promise<void> => {
  const linked = batches.filter((batch) => !batch.changes.some(({ type }) => type === 'unlink'))
  const keys = linked.flatMap((batch) => batch.keys)
  const put = keys.filter((key): key is SealedKey & { sealed: Buffer } => key.sealed !== null)
  const gone = keys.filter((key) => key.sealed === null)
  const credentials = linked.flatMap((batch) =>
    batch.credentials ? [{ ...batch, sealed: batch.credentials }] : []
  )
  await Promise.all([
    put.length > 0 && putKeys(tx, put),
    gone.length > 0 && deleteKeys(tx, gone),
    credentials.length > 0 && putCredentials(tx, credentials)
  ])
  // step: keys written
}
