import { beginOf, dayAfter, type Interval, inZone, type Range } from './range.ts'

const hour_ms = 3_600_000

/** The beginning of the hour, day, week or month that a moment is in, as the time zone has it. */
export const spanOf = (at_ms: number, interval: Interval, timezone: string): string => {
  const local = inZone(at_ms, timezone)
  const day = local.slice(0, 10)
  if (interval === 'hour') return `${local.slice(0, 13)}:00`
  if (interval === 'day') return day
  if (interval === 'month') return `${day.slice(0, 7)}-01`
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7
  return dayAfter(day, -weekday)
}

/** Every span of a range in order, also those without a message, which the API leaves out. */
export const spansOf = (
  { first_day, last_day, interval }: Pick<Range, 'first_day' | 'last_day' | 'interval'>,
  timezone: string
): string[] => {
  const spans = new Set<string>()
  if (interval === 'hour') {
    const end_ms = beginOf(dayAfter(last_day, 1), timezone)
    for (let at_ms = beginOf(first_day, timezone); at_ms < end_ms; at_ms += hour_ms)
      spans.add(spanOf(at_ms, interval, timezone))
    return [...spans]
  }
  for (let day = first_day; day <= last_day; day = dayAfter(day, 1))
    spans.add(spanOf(Date.parse(`${day}T00:00Z`), interval, 'UTC'))
  return [...spans]
}

/** How a span is called, in short for an axis or in full. */
export const spanName = (span: string, interval: Interval, locale: string, short: boolean) => {
  const options: Intl.DateTimeFormatOptions =
    interval === 'hour'
      ? short
        ? { hour: 'numeric', minute: '2-digit' }
        : { dateStyle: 'medium', timeStyle: 'short' }
      : interval === 'month'
        ? { month: short ? 'short' : 'long', year: 'numeric' }
        : short
          ? { day: 'numeric', month: 'short' }
          : { dateStyle: 'medium' }
  const at = new Date(span.length > 10 ? `${span}Z` : `${span}T00:00Z`)
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(at)
}
