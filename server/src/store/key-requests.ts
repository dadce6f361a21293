import type { Db, Tx } from '../lib/db.ts'
import type { PageRequest } from '../lib/page.ts'

/** A request that was made with an API key. */
export type KeyRequestRow = {
  id: string
  api_key_id: string
  at: Date
  method: string
  route: string
  status: number
  ms: number
  request_id: string
  code: string | null
  ip: string | null
  body: string | null
}

/** Writes lines of any tenants. Of a key that is gone nothing is kept. */
export const insertKeyRequests = async (db: Db, lines: KeyRequestRow[]): Promise<void> => {
  await db.query('select log_key_requests($1)', [JSON.stringify(lines)], 'insert_key_requests')
}

/** The newest first. One row more than asked for, when there is one. */
export const listKeyRequests = (
  tx: Tx,
  tenant_id: string,
  api_key_id: string,
  page: PageRequest & { failed: boolean }
): Promise<KeyRequestRow[]> =>
  tx.query<KeyRequestRow>(
    `select id, api_key_id, at, method, route, status, ms, request_id, code, host(ip) as ip, body from api_key_requests
     where tenant_id = $1 and api_key_id = $2 and ($3::text is null or id < $3) and (not $5 or status >= 400)
     order by id desc limit $4`,
    [tenant_id, api_key_id, page.position, page.limit + 1, page.failed],
    'list_key_requests'
  )
