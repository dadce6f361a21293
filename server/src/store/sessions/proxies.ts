import type { ProxyShown } from '../../domain/proxy.ts'
import type { Tx } from '../../lib/db.ts'

/** Gives the session this proxy: what may be shown of it, and its address as the orchestrator opens it. */
export const putProxy = async (
  tx: Tx,
  session: { id: string; tenant_id: string },
  shown: ProxyShown,
  handed_in: Buffer
): Promise<void> => {
  await tx.query(
    'update sessions set proxy = $3 where tenant_id = $1 and id = $2',
    [session.tenant_id, session.id, JSON.stringify(shown)],
    'show_proxy'
  )
  // Who writes it may not read it, and so cannot write what was to be inserted. The session is locked.
  const values = [session.id, session.tenant_id, handed_in]
  const there = await tx.query(
    `update session_proxies set handed_in = $3, sealed = null where tenant_id = $2 and session_id = $1
     returning session_id`,
    values,
    'replace_proxy'
  )
  if (there.length > 0) return
  await tx.query(
    'insert into session_proxies (session_id, tenant_id, handed_in) values ($1, $2, $3)',
    values,
    'put_proxy'
  )
}

export const deleteProxy = async (
  tx: Tx,
  session: { id: string; tenant_id: string }
): Promise<void> => {
  await tx.query(
    'update sessions set proxy = null where tenant_id = $1 and id = $2',
    [session.tenant_id, session.id],
    'hide_proxy'
  )
  await tx.query(
    'delete from session_proxies where tenant_id = $1 and session_id = $2',
    [session.tenant_id, session.id],
    'delete_proxy'
  )
}

export type HandedIn = { session_id: string; tenant_id: string; handed_in: Buffer }

/** Proxies that the keys of their sessions have not sealed yet. */
export const listHandedIn = (tx: Pick<Tx, 'query'>, limit: number): Promise<HandedIn[]> =>
  tx.query<HandedIn>(
    'select session_id, tenant_id, handed_in from session_proxies where handed_in is not null limit $1',
    [limit],
    'list_handed_in'
  )

/** Puts the sealed address in the place of the one that was handed in, unless another has been handed in since. */
export const sealProxy = async (
  tx: Pick<Tx, 'query'>,
  { session_id, handed_in }: HandedIn,
  sealed: Buffer
): Promise<void> => {
  await tx.query(
    'update session_proxies set sealed = $3, handed_in = null where session_id = $1 and handed_in = $2',
    [session_id, handed_in, sealed],
    'seal_proxy'
  )
}

/** Whether the session is to use a proxy, and its address once the key of the session has sealed it. */
export const findProxy = async (
  db: Pick<Tx, 'query'>,
  session_id: string
): Promise<{ wanted: boolean; sealed: Buffer | null }> => {
  const [row] = await db.query<{ wanted: boolean; sealed: Buffer | null }>(
    `select s.proxy is not null as wanted, p.sealed from sessions s left join session_proxies p on p.session_id = s.id
     where s.id = $1`,
    [session_id],
    'find_proxy'
  )
  if (!row) throw new Error('the session is not there, or not of this worker')
  return row
}
