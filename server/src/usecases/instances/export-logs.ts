import type { LogChoice, LogLine } from '../../domain/log-line.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { exportLines } from '../../lib/export-lines.ts'
import type { Deps } from '../deps.ts'
import { readInstanceLogs } from './logs.ts'

const columns = ['time', 'level', 'message', 'fields'] as const

/** The last lines of an instance of the tenant's own, each as JSON. They are few: a worker keeps no more than 256 kB. */
export const exportInstanceLogs = (
  deps: Deps,
  tenant: Tenant,
  instance_id: string,
  choice: LogChoice,
  signal: AbortSignal
): AsyncGenerator<string> =>
  exportLines<LogLine>({
    format: 'ndjson',
    columns,
    values: (line) => columns.map((name) => line[name]),
    read: async (after) =>
      after ? [] : (await readInstanceLogs(deps, tenant, instance_id, choice)).data,
    signal
  })
