import { localeOf } from './language.ts'
import { decimalsOf } from './money.ts'
import { usePreferences } from './preferences.ts'

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1]
] as const

/** Numbers and times as a locale writes them. */
export const formatter = (locale: string) => {
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' })
  const distance = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  return {
    number: (value: number) => number.format(value),
    percent: (share: number) => percent.format(share),
    moment: (time: string) => moment.format(new Date(time)),
    day: (time: string) => day.format(new Date(time)),
    clock: (time: string) => clock.format(new Date(time)),
    /** An amount in the smallest unit of its currency, of which there may be 1, 100 or 1,000 in one. */
    money: (amount_minor: number, currency: string) => {
      const count = decimalsOf(currency)
      const digits = { minimumFractionDigits: count, maximumFractionDigits: count }
      const money = new Intl.NumberFormat(locale, { style: 'currency', currency, ...digits })
      return money.format(amount_minor / 10 ** count)
    },
    /** "3 min ago": the largest unit that fits. */
    distance: (time: string, now_ms: number) => {
      const seconds = Math.round((Date.parse(time) - now_ms) / 1000)
      const [unit, size] = units.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1]
      return distance.format(Math.trunc(seconds / size), unit)
    }
  }
}

export const useFormat = () => {
  const { language, digits } = usePreferences()
  return formatterOf(localeOf(language, digits))
}

let last: { locale: string; format: ReturnType<typeof formatter> } | null = null

/** One for all that is shown: to make one takes longer than to draw what it formats. */
const formatterOf = (locale: string) => {
  if (last?.locale !== locale) last = { locale, format: formatter(locale) }
  return last.format
}

/** Bytes in the unit that people read. */
export const bytesText = (bytes: number): string => {
  const names = ['B', 'kB', 'MB', 'GB']
  const step = Math.min(names.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const value = bytes / 1000 ** step
  return `${value >= 10 || step === 0 ? Math.round(value) : value.toFixed(1)} ${names[step]}`
}
