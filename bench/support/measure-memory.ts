import {
  beginState,
  linkUpTo,
  receiveTexts,
  type Side,
  sendTexts,
  type World,
  warmUp
} from './drive-sides.ts'

export type MemoryPoint = {
  messages: number
  took_s: number
  resident_mb: number
  /** In use when all garbage is collected: what a leak would make grow. */
  heap_mb: number
  database_mb: number | null
}

export type MemoryFigures = { side: string; points: MemoryPoint[] }

const sessions = 10
const texts_at_once = 2_000

/** What each side occupies after a tenth of so many messages and after all, half of them out and half in. */
export const measureMemory = async (
  world: World,
  sides: Side[],
  messages: number
): Promise<MemoryFigures[]> => {
  const figures: MemoryFigures[] = []
  for (const side of sides) {
    const state = beginState(side)
    await linkUpTo(world, state, sessions)
    await warmUp(world, state)
    const points: MemoryPoint[] = []
    const began_ms = performance.now()
    let done = 0
    for (const until of [messages / 10, messages]) {
      while (done < until) {
        const count = Math.min(texts_at_once, Math.ceil((until - done) / 2))
        await sendTexts(state, count)
        await receiveTexts(world, state, count)
        done += 2 * count
      }
      points.push({
        messages: done,
        took_s: (performance.now() - began_ms) / 1000,
        resident_mb: side.resident(),
        database_mb: side.residentDatabase(),
        heap_mb: await side.watch.collected()
      })
    }
    figures.push({ side: side.name, points })
  }
  return figures
}
