import { isIP } from 'node:net'
import { type AppError, invalid } from '../../domain/errors.ts'
import { type ProxyShown, parseProxy, showProxy } from '../../domain/proxy.ts'
import { proxyContext } from '../../domain/proxy-seal.ts'
import type { Tx } from '../../lib/db.ts'
import { judgeAddress } from '../../lib/judge-address.ts'
import { type KeyRing, sealWith } from '../../lib/key-ring.ts'
import { parseNetworks } from '../../lib/networks.ts'
import { askForReconcile } from '../../queue/reconcile.ts'
import { deleteProxy, putProxy } from '../../store/sessions/proxies.ts'
import type { Settings } from '../settings.ts'

/** Sets or (null) removes the proxy of a session. Its address is sealed at once, and nothing here can open it again. */
export const setProxy = async (
  deps: { config: Settings; proxy_key: KeyRing },
  tx: Tx,
  session: { id: string; tenant_id: string },
  address: string | null
): Promise<ProxyShown | null> => {
  if (address === null) {
    await deleteProxy(tx, session)
    return null
  }
  const proxy = parseProxy(address)
  if (typeof proxy === 'string') throw refused(proxy)
  const allowed = parseNetworks(deps.config.PROXY_ALLOWED_ADDRESSES ?? '') ?? []
  // A name is judged when it is used: what it leads to may change.
  if (isIP(proxy.host) !== 0 && judgeAddress(proxy.host, allowed) === 'closed')
    throw refused(
      'must be at a public address; whoever runs this service can open others with PROXY_ALLOWED_ADDRESSES'
    )
  const plain = Buffer.from(JSON.stringify(proxy))
  const handed_in = sealWith(deps.proxy_key, plain, proxyContext(session.id))
  const shown = showProxy(proxy)
  await putProxy(tx, session, shown, handed_in)
  await askForReconcile(tx)
  return shown
}

const refused = (message: string): AppError => invalid('proxy', message)
