import type { Tenant } from '../../domain/tenant.ts'
import type { AnalyticsBusiest, AnalyticsLatency } from '../../schemas/analytics-looks.ts'
import { readCountedUntil } from '../../store/analytics/count.ts'
import {
  type KeyCalls,
  looked_at_max,
  readBusiestChats,
  readKeyCalls,
  readLatency
} from '../../store/analytics/looks.ts'
import { readBuckets } from '../../store/analytics/read.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'

type Asked = { from: Date; to: Date; session_id: string | null }

/** How long each step of the messages of a range took. */
export const readLatencyOf = async (
  deps: Deps,
  tenant: Tenant,
  asked: Asked
): Promise<AnalyticsLatency> => {
  const { tenant_id } = tenant
  const { looked_at, steps } = await readList(deps, tenant, (tx) =>
    readLatency(tx, { tenant_id, ...asked })
  )
  const { from, to } = asked
  return { from, to, looked_at, is_whole: looked_at < looked_at_max, data: steps }
}

/** The chats and the hours of the week with most messages. */
export const readBusiestOf = (
  deps: Deps,
  tenant: Tenant,
  asked: Asked & { timezone: string; limit: number }
): Promise<AnalyticsBusiest> =>
  readList(deps, tenant, async (tx) => {
    const { from, to, session_id, timezone, limit } = asked
    const range = { tenant_id: tenant.tenant_id, from, to, session_id }
    const by = { interval: 'hour', timezone, group_by: 'none' } as const
    const buckets = await readBuckets(tx, range, await readCountedUntil(tx), by)
    const place = hourOfWeek(timezone)
    const hours = new Map<string, AnalyticsBusiest['hours'][number]>()
    for (const { at, direction, messages } of buckets) {
      const { weekday, hour } = place(at)
      const name = `${weekday} ${hour}`
      const one = hours.get(name) ?? { weekday, hour, inbound: 0, outbound: 0 }
      one[direction] += messages
      hours.set(name, one)
    }
    const chats = await readBusiestChats(tx, range, limit)
    const total = (one: { inbound: number; outbound: number }) => one.inbound + one.outbound
    return {
      from,
      to,
      timezone,
      hours: [...hours.values()].sort((a, b) => total(b) - total(a)),
      chats
    }
  })

/** What was asked with each API key. */
export const readKeyCallsOf = async (
  deps: Deps,
  tenant: Tenant,
  { from, to }: Omit<Asked, 'session_id'>
): Promise<{ from: Date; to: Date; data: KeyCalls[] }> => {
  const range = { tenant_id: tenant.tenant_id, from, to }
  return { from, to, data: await readList(deps, tenant, (tx) => readKeyCalls(tx, range)) }
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Which hour of the week a moment is in a time zone: 1 is Monday, as in ISO 8601. */
const hourOfWeek = (timeZone: string) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23'
  })
  return (at: Date): { weekday: number; hour: number } => {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return {
      weekday: weekdays.indexOf(parts.get('weekday') ?? '') + 1,
      hour: Number(parts.get('hour'))
    }
  }
}
