import type { Tenant } from '../../domain/tenant.ts'
import type {
  AnalyticsMessages,
  AnalyticsOverview,
  AnalyticsSessions
} from '../../schemas/analytics.ts'
import { readCountedUntil } from '../../store/analytics/count.ts'
import { readConnectedTimes } from '../../store/analytics/looks.ts'
import {
  type Counts,
  type GroupBy,
  type Interval,
  readBuckets,
  readTotals,
  readWebhookCounts,
  type WebhookCounts
} from '../../store/analytics/read.ts'
import { findSessionNames } from '../../store/analytics/session-names.ts'
import type { Deps } from '../deps.ts'

/** A time of whole quarters of an hour, perhaps of one session alone. */
export type Asked = { from: Date; to: Date; session_id: string | null }

type Directed = Counts & { direction: 'inbound' | 'outbound' }

const empty = { accepted: 0, sent: 0, delivered: 0, read: 0, failed: 0, canceled: 0 }

/** Received and sent messages apart. */
const apart = (rows: Directed[]) => {
  const outbound = { ...empty }
  let inbound = 0
  for (const row of rows) {
    if (row.direction === 'inbound') {
      inbound += row.messages
      continue
    }
    outbound.accepted += row.messages
    for (const name of ['sent', 'delivered', 'read', 'failed', 'canceled'] as const)
      outbound[name] += row[name]
  }
  return { inbound, outbound }
}

const groupedBy = <Row>(rows: Row[], keyOf: (row: Row) => string): [string, Row[]][] => [
  ...Map.groupBy(rows, keyOf)
]

/** What was sent and received, how far it came, and why what failed did. */
export const readOverviewOf = (
  deps: Deps,
  tenant: Tenant,
  asked: Asked
): Promise<AnalyticsOverview> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    const rows = await readTotals(tx, { tenant_id, ...asked }, await readCountedUntil(tx))
    const failed = rows.filter((row) => row.failed > 0)
    return {
      from: asked.from,
      to: asked.to,
      ...apart(rows),
      failed_by_reason: groupedBy(failed, (row) => row.reason).map(([reason, some]) => ({
        reason,
        messages: some.reduce((sum, row) => sum + row.failed, 0)
      })),
      by_type: groupedBy(rows, (row) => row.type).map(([type, some]) => {
        const { inbound, outbound } = apart(some)
        return { type, inbound, outbound: outbound.accepted }
      }),
      sessions_active: new Set(rows.map((row) => row.session_id)).size
    }
  })

/** The same by hour, day, week or month of a time zone. Spans without a message are left out. */
export const readMessagesOf = (
  deps: Deps,
  tenant: Tenant,
  asked: Asked & { interval: Interval; timezone: string; group_by: GroupBy }
): Promise<AnalyticsMessages> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    const { from, to, session_id, interval, timezone, group_by } = asked
    const range = { tenant_id, session_id, from, to }
    const rows = await readBuckets(tx, range, await readCountedUntil(tx), asked)
    const keyOf = (row: (typeof rows)[number]) => `${row.at.toISOString()} ${row.group}`
    const data = groupedBy(rows, keyOf).flatMap(([, some]) => {
      const [first] = some
      if (!first) return []
      const group = group_by === 'none' ? null : first.group
      return [{ at: first.at, group, ...apart(some) }]
    })
    return { from, to, timezone, interval, data }
  })

export const readSessionsOf = (
  deps: Deps,
  tenant: Tenant,
  { from, to }: Omit<Asked, 'session_id'>
): Promise<AnalyticsSessions> =>
  deps.db.withTenant(tenant, async (tx) => {
    const { tenant_id } = tenant
    const range = { tenant_id, session_id: null, from, to }
    const rows = await readTotals(tx, range, await readCountedUntil(tx))
    const names = await findSessionNames(tx, tenant_id)
    const times = new Map((await readConnectedTimes(tx, range)).map((one) => [one.session_id, one]))
    const data = groupedBy(rows, (row) => row.session_id).map(([session_id, some]) => ({
      session_id,
      session_name: names.get(session_id) ?? null,
      wanted_s: Math.round(times.get(session_id)?.wanted_s ?? 0),
      connected_s: Math.round(times.get(session_id)?.connected_s ?? 0),
      ...apart(some)
    }))
    return { from, to, data }
  })

export const readWebhooksOf = (
  deps: Deps,
  tenant: Tenant,
  { from, to }: Omit<Asked, 'session_id'>
): Promise<{ from: Date; to: Date; data: WebhookCounts[] }> =>
  deps.db.withTenant(tenant, async (tx) => ({
    from,
    to,
    data: await readWebhookCounts(tx, { tenant_id: tenant.tenant_id, from, to })
  }))
