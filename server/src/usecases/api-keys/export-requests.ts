import type { Tenant } from '../../domain/tenant.ts'
import { exportLines, type LineFormat, piece_rows } from '../../lib/export-lines.ts'
import { getApiKey } from '../../store/api-keys.ts'
import { type KeyRequestRow, listKeyRequests } from '../../store/key-requests.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

const columns = [
  'id',
  'at',
  'method',
  'route',
  'status',
  'ms',
  'request_id',
  'code',
  'ip',
  'body'
] as const

type Asked = { position: string | null; failed: boolean; format: LineFormat; signal: AbortSignal }

/** Everything that was asked with a key of the tenant in the last days, line by line, the newest first. */
export const exportKeyRequests = (
  deps: Deps,
  tenant: Tenant,
  api_key_id: string,
  { failed, position, format, signal }: Asked
): AsyncGenerator<string> =>
  exportLines<KeyRequestRow>({
    format,
    signal,
    columns,
    values: (request) => columns.map((name) => request[name]),
    read: (after) =>
      readList(deps, tenant, async (tx) => {
        const { tenant_id } = tenant
        if (!after) await getApiKey(tx, tenant_id, api_key_id)
        // It reads one row more than it is asked for.
        const page = { position: after?.id ?? position, limit: piece_rows - 1, failed }
        return listKeyRequests(tx, tenant_id, api_key_id, page)
      })
  })
