import { proxyContext } from '../../domain/proxy-seal.ts'
import { seal } from '../../lib/crypto.ts'
import type { Db } from '../../lib/db.ts'
import { type KeyRing, unsealWith } from '../../lib/key-ring.ts'
import { listHandedIn, sealProxy } from '../../store/sessions/proxies.ts'
import { openSessionKeys } from './session-keys.ts'

const at_once = 500

/**
 * Seals the proxies that were handed in with the keys of their sessions, so that from then on only the worker that holds a
 * session opens its own. Tells of which that could not be done.
 */
export const takeOverProxies = async (deps: {
  db: Db
  master_key: KeyRing
  proxy_key: KeyRing
}): Promise<{ unreadable: string[] }> => {
  const { db, master_key, proxy_key } = deps
  const handed = await listHandedIn(db, at_once)
  if (handed.length === 0) return { unreadable: [] }
  const keys = await db.transaction((tx) => openSessionKeys(tx, master_key, handed))
  const unreadable: string[] = []
  for (const one of handed) {
    const context = proxyContext(one.session_id)
    const key = keys.get(one.session_id)
    const plain = key && opened(proxy_key, one.handed_in, context)
    if (key && plain) await sealProxy(db, one, seal(key, plain, context))
    else unreadable.push(one.session_id)
  }
  return { unreadable }
}

const opened = (ring: KeyRing, sealed: Buffer, context: string): Buffer | null => {
  try {
    return unsealWith(ring, sealed, context)
  } catch {
    return null
  }
}
