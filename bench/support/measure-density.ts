import { setTimeout as pause } from 'node:timers/promises'
import { beginState, linkUpTo, type Side, type World } from './drive-sides.ts'

export type DensityPoint = {
  side: string
  sessions: number
  /** Megabytes of the process: before any session, and with all of them, idle and with its garbage collected. */
  alone_mb: number
  resident_mb: number
  heap_mb: number
  /** Kilobytes that each session added. */
  resident_kb_each: number
  heap_kb_each: number
  /** Processor time for each session that is idle, in thousandths of a second for each minute. */
  idle_cpu_ms_each: number
  database_mb: number | null
}

const settle_ms = 2_000

/** What idle sessions occupy, at rising numbers of them; each side has the machine to itself. */
export const measureDensity = async (
  world: World,
  sides: Side[],
  steps: number[],
  idle_seconds: number,
  done: (point: DensityPoint) => void
): Promise<void> => {
  for (const side of sides) {
    const state = beginState(side)
    const heap_alone_mb = await side.watch.collected()
    const alone_mb = side.resident()
    for (const sessions of steps) {
      await linkUpTo(world, state, sessions)
      await pause(settle_ms)
      const heap_mb = await side.watch.collected()
      const before_ms = side.cpu().process
      await pause(idle_seconds * 1_000)
      const idle_ms = side.cpu().process - before_ms
      const resident_mb = side.resident()
      done({
        side: side.name,
        sessions,
        alone_mb,
        resident_mb,
        heap_mb,
        resident_kb_each: ((resident_mb - alone_mb) * 1024) / sessions,
        heap_kb_each: ((heap_mb - heap_alone_mb) * 1024) / sessions,
        idle_cpu_ms_each: (idle_ms / sessions) * (60 / idle_seconds),
        database_mb: side.residentDatabase()
      })
    }
  }
}
