import type { Tenant } from '../../domain/tenant.ts'
import { exportLines, type LineFormat, piece_rows } from '../../lib/export-lines.ts'
import { readCountedUntil } from '../../store/analytics/count.ts'
import { type Line, readLines } from '../../store/analytics/read.ts'
import type { Deps } from '../deps.ts'
import type { Asked } from './read.ts'

const columns = [
  'quarter',
  'session_id',
  'direction',
  'type',
  'reason',
  'messages',
  'sent',
  'delivered',
  'read',
  'failed',
  'canceled'
] as const

/** The counts of a range line by line. */
export async function* exportAnalytics(
  deps: Deps,
  tenant: Tenant,
  asked: Asked,
  format: LineFormat,
  signal: AbortSignal
): AsyncGenerator<string> {
  const range = { tenant_id: tenant.tenant_id, ...asked }
  const counted_until = await readCountedUntil(deps.db)
  yield* exportLines<Line>({
    format,
    columns,
    values: (line) => columns.map((name) => line[name]),
    read: (after) =>
      deps.db.withTenant(tenant, (tx) => readLines(tx, range, counted_until, after, piece_rows)),
    signal
  })
}
