import { useSyncExternalStore } from 'react'
import { useFormat } from '../lib/format.ts'

const tick_ms = 15_000
const watchers = new Set<() => void>()
let now_ms = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

/** One clock for all times of a page: a list has hundreds of them. */
const watch = (watcher: () => void): (() => void) => {
  watchers.add(watcher)
  if (watchers.size === 1) now_ms = Date.now()
  timer ??= setInterval(() => {
    now_ms = Date.now()
    for (const one of watchers) one()
  }, tick_ms)
  return () => {
    watchers.delete(watcher)
    if (watchers.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** The clock goes by ticks: what has just happened is now, and not in some seconds. */
const clockFor = (at_ms: number, tick: number): number =>
  at_ms > tick && at_ms - tick < tick_ms ? at_ms : tick

/** How long ago, or in how long; the moment itself when it is pointed at. */
export const When = ({ at }: { at: string }) => {
  const format = useFormat()
  const now = clockFor(
    Date.parse(at),
    useSyncExternalStore(watch, () => now_ms)
  )
  return (
    <time dateTime={at} title={format.moment(at)} style={{ whiteSpace: 'nowrap' }}>
      {format.distance(at, now)}
    </time>
  )
}
