import { session_reasons } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import type { Uptime } from '../../schemas/uptime.ts'
import { getSession } from '../../store/sessions/sessions.ts'
import {
  type Days,
  listOutages,
  listUptimeDays,
  type Outage,
  summarizeOutages,
  type UptimeDay
} from '../../store/sessions/spans.ts'
import type { Deps } from '../deps.ts'

const outages_max = 500
const day_ms = 86_400_000

/** What share of the time in which it was wanted a session was connected, by day, and when it was not. */
export const readUptime = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  asked: { days: number; timezone: string }
): Promise<Uptime> => {
  const { tenant_id } = tenant
  const { timezone } = asked
  const dates = datesBack(deps.clock.now(), asked.days, timezone)
  const days: Days = { from: dates.at(-1) ?? '', to: dates[0] ?? '', timezone }
  return deps.db.withTenant(tenant, async (tx) => {
    await getSession(tx, tenant_id, session_id)
    const [found, outages, summary] = await Promise.all([
      listUptimeDays(tx, tenant_id, session_id, days),
      listOutages(tx, tenant_id, session_id, days, outages_max),
      summarizeOutages(tx, tenant_id, session_id, days)
    ])
    const by_date = new Map(found.map((day) => [day.date, day]))
    const connected_s = found.reduce((sum, day) => sum + day.connected_s, 0)
    const wanted_s = found.reduce((sum, day) => sum + day.wanted_s, 0)
    return {
      session_id,
      from: days.from,
      to: days.to,
      timezone,
      uptime: share(connected_s, wanted_s),
      connected_seconds: Math.round(connected_s),
      wanted_seconds: Math.round(wanted_s),
      outages_total: summary.total,
      mean_recovery_seconds: summary.recovery_s === null ? null : Math.round(summary.recovery_s),
      days: dates.map((date) => dayView(date, by_date.get(date))),
      outages: outages.map((outage) => outageView(outage, deps.clock.now()))
    }
  })
}

const share = (connected_s: number, wanted_s: number): number | null =>
  wanted_s > 0 ? Math.round((connected_s / wanted_s) * 1e6) / 1e6 : null

const dayView = (date: string, day: UptimeDay | undefined): Uptime['days'][number] => ({
  date,
  uptime: day ? share(day.connected_s, day.wanted_s) : null,
  connected_seconds: Math.round(day?.connected_s ?? 0),
  wanted_seconds: Math.round(day?.wanted_s ?? 0),
  outages: day?.outages ?? 0
})

const outageView = (outage: Outage, now: Date): Uptime['outages'][number] => ({
  began_at: outage.began_at,
  ended_at: outage.ended_at,
  seconds: Math.max(0, ((outage.ended_at ?? now).getTime() - outage.began_at.getTime()) / 1000),
  reason: outage.reason,
  reason_text: outage.reason && session_reasons[outage.reason],
  last_reason: outage.last_reason
})

/** Today in this time zone and the days before, as dates. */
const datesBack = (now: Date, days: number, timezone: string): string[] => {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' })
  const today_ms = Date.parse(`${format.format(now)}T00:00:00Z`)
  return Array.from({ length: days }, (_, back) =>
    new Date(today_ms - back * day_ms).toISOString().slice(0, 10)
  )
}
