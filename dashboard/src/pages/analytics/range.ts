/** What the page shows: a number of days until now, or from one day to another. */
export type Range = {
  from: string
  to?: string
  interval: Interval
  first_day: string
  last_day: string
}
export type Interval = 'hour' | 'day' | 'week' | 'month'

export const presets = ['1', '7', '30', '90'] as const
const day_ms = 86_400_000
const hour_ms = 3_600_000
/** As many as the API answers for. */
const days_max = 790

const parts = new Map<string, Intl.DateTimeFormat>()

/** A moment in a time zone: "2026-11-28T13:05". */
export const inZone = (at_ms: number, timezone: string): string => {
  const format =
    parts.get(timezone) ??
    new Intl.DateTimeFormat('sv', {
      timeZone: timezone,
      dateStyle: 'short',
      timeStyle: 'short',
      numberingSystem: 'latn'
    })
  parts.set(timezone, format)
  return format.format(at_ms).replace(' ', 'T')
}

/** When a day begins in a time zone, also where its clocks change at midnight. */
export const beginOf = (day: string, timezone: string): number => {
  const wanted_ms = Date.parse(`${day}T00:00Z`)
  let at_ms = wanted_ms
  for (let turn = 0; turn < 2; turn += 1)
    at_ms += wanted_ms - Date.parse(`${inZone(at_ms, timezone)}Z`)
  // There is no midnight where clocks are put forward over it.
  return inZone(at_ms, timezone).slice(0, 10) < day ? at_ms + hour_ms : at_ms
}

export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + days * day_ms).toISOString().slice(0, 10)

export const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text))

/** How long a bar of the chart is, so that there are neither three of them nor three hundred. */
const intervalOf = (days: number): Interval =>
  days <= 2 ? 'hour' : days <= 92 ? 'day' : days <= 370 ? 'week' : 'month'

/** What of the address of the page is asked of the API. */
export const rangeOf = (
  asked: { range?: string; from?: string; to?: string },
  timezone: string,
  now_ms: number
): Range => {
  const today = inZone(now_ms, timezone).slice(0, 10)
  const { from, to } = asked
  if (asked.range === 'days' && isDay(from) && isDay(to) && from <= to) {
    const first_day = from < dayAfter(to, -days_max) ? dayAfter(to, -days_max) : from
    const days = (Date.parse(to) - Date.parse(first_day)) / day_ms + 1
    return {
      from: new Date(beginOf(first_day, timezone)).toISOString(),
      to: new Date(beginOf(dayAfter(to, 1), timezone)).toISOString(),
      interval: intervalOf(days),
      first_day,
      last_day: to
    }
  }
  const days = Number(presets.find((one) => one === asked.range) ?? '7')
  const first_day = dayAfter(today, 1 - days)
  return {
    from: new Date(beginOf(first_day, timezone)).toISOString(),
    interval: intervalOf(days),
    first_day,
    last_day: today
  }
}
