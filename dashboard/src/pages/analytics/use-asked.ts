import { useMemo } from 'react'
import { useSearchParams } from '../../lib/search.ts'
import { rangeOf } from './range.ts'

/** Every time zone that this browser knows. */
export const timezones: string[] = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])]

/** Where the browser is. */
const here = Intl.DateTimeFormat().resolvedOptions().timeZone

/** So long the time until now is the same one: its queries are not asked anew with each drawing. */
const step_ms = 60_000

/** The time, its zone and the number that the address of the page names. */
export const useAsked = () => {
  const [search, change] = useSearchParams()
  const wanted = search['timezone'] ?? here
  const timezone = wanted === here || timezones.includes(wanted) ? wanted : 'UTC'
  const { range, from, to, session_id } = search
  const now_ms = Math.floor(Date.now() / step_ms) * step_ms
  const asked = useMemo(
    () =>
      rangeOf(
        {
          ...(range && { range }),
          ...(from && { from }),
          ...(to && { to })
        },
        timezone,
        now_ms
      ),
    [range, from, to, timezone, now_ms]
  )
  return { asked, timezone, session_id: session_id ?? null, search, change }
}

export type Asked = ReturnType<typeof useAsked>

/** What each call is given of it. */
export const spanOfCall = ({ asked }: Pick<Asked, 'asked'>): { from: string; to?: string } => ({
  from: asked.from,
  ...(asked.to && { to: asked.to })
})
