import type { Tenant } from '../../domain/tenant.ts'
import { readCountedUntil } from '../../store/analytics/count.ts'
import { type Line, readLines } from '../../store/analytics/read.ts'
import type { Deps } from '../deps.ts'
import type { Asked } from './read.ts'

export type ExportFormat = 'csv' | 'ndjson'

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

const piece = 1_000

/** The counts of a range line by line, read piece by piece: however long it is, little of it is in memory. */
export async function* exportLines(
  deps: Deps,
  tenant: Tenant,
  asked: Asked,
  format: ExportFormat,
  signal: AbortSignal
): AsyncGenerator<string> {
  const range = { tenant_id: tenant.tenant_id, ...asked }
  const counted_until = await readCountedUntil(deps.db)
  if (format === 'csv') yield `${columns.join(',')}\r\n`
  let after: Line | null = null
  do {
    const lines: Line[] = await deps.db.withTenant(tenant, (tx) =>
      readLines(tx, range, counted_until, after, piece)
    )
    if (lines.length > 0) yield lines.map((line) => written(line, format)).join('')
    after = lines.length < piece ? null : (lines.at(-1) ?? null)
  } while (after && !signal.aborted)
}

const written = (line: Line, format: ExportFormat): string => {
  const values = columns.map((name) =>
    name === 'quarter' ? line.quarter.toISOString() : line[name]
  )
  if (format === 'csv') return `${values.join(',')}\r\n`
  return `${JSON.stringify(Object.fromEntries(columns.map((name, index) => [name, values[index]])))}\n`
}
