import { randomBytes } from 'node:crypto'
import type { Tx } from '../../lib/db.ts'
import { type KeyRing, sealWith, unsealWith } from '../../lib/key-ring.ts'
import { insertSessionKeys, listSessionKeys } from '../../store/sessions/keys.ts'

type Owner = { session_id: string; tenant_id: string }

/** The key of each session by its id, made the first time. Null: what is stored cannot be opened with this master key. */
export const openSessionKeys = async (
  tx: Tx,
  master_key: KeyRing,
  sessions: Owner[]
): Promise<Map<string, Buffer | null>> => {
  const ids = sessions.map((session) => session.session_id)
  let sealed = await listSessionKeys(tx, ids)
  if (sealed.length < sessions.length) {
    const known = new Set(sealed.map((key) => key.session_id))
    const missing = sessions.filter((session) => !known.has(session.session_id))
    await insertSessionKeys(
      tx,
      missing.map(({ session_id, tenant_id }) => ({
        session_id,
        tenant_id,
        sealed_key: sealWith(master_key, randomBytes(32), sessionKeyContext(session_id))
      }))
    )
    // Read again: another orchestrator may have been first, and there is one key for ever.
    sealed = await listSessionKeys(tx, ids)
  }
  return new Map(sealed.map((key) => [key.session_id, open(master_key, key)]))
}

/** What the key of a session is bound to when it is sealed. */
export const sessionKeyContext = (session_id: string): string => `session:${session_id}`

const open = (
  master_key: KeyRing,
  key: { session_id: string; sealed_key: Buffer }
): Buffer | null => {
  try {
    return unsealWith(master_key, key.sealed_key, sessionKeyContext(key.session_id))
  } catch {
    return null
  }
}
