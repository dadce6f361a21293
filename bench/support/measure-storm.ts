import { setTimeout as pause } from 'node:timers/promises'
import { until } from '../../server/testkit/until.ts'
import { beginState, linkUpTo, type Side, type World } from './drive-sides.ts'

export type StormFigures = {
  side: string
  /** For so long nobody was let in after the connections were cut; 0: all might come back at once. */
  outage_s: number
  /** From the end of the outage. */
  back_s: number
  /** Since the connections were cut. */
  cpu_ms: number
  database_cpu_ms: number
  stall_ms: number
  logins_per_second_most: number
}

const look_every_ms = 100
const most_ms = 180_000

/** All connections of a side are cut at once, with and without an outage behind it. */
export const measureStorm = async (
  world: World,
  sides: Side[],
  sessions: number,
  outage_s: number
): Promise<StormFigures[]> => {
  const figures: StormFigures[] = []
  for (const side of sides) {
    const state = beginState(side)
    await linkUpTo(world, state, sessions)
    for (const seconds of [0, outage_s]) {
      figures.push(await storm(world, side, state.numbers, seconds))
      // What a connection does in its first moments.
      await pause(2_000)
    }
  }
  return figures
}

const storm = async (
  { simulator }: World,
  side: Side,
  numbers: string[],
  outage_s: number
): Promise<StormFigures> => {
  const before = await simulator.stats()
  const cpu = side.cpu()
  const logins = watchLogins(async () => (await simulator.stats()).logins)
  await side.watch.begin()
  if (outage_s > 0) await simulator.setFaults({ refuse_connections: true })
  await Promise.all(numbers.map((number) => simulator.disconnect(number, { how: 'drop' })))
  await pause(outage_s * 1000)
  await simulator.clearFaults()
  const began_ms = performance.now()
  await until(
    'all are back',
    async () =>
      (await simulator.stats()).logins - before.logins >= numbers.length &&
      (await side.calls.connected()).sessions >= numbers.length,
    most_ms
  )
  const back_s = (performance.now() - began_ms) / 1000
  const after = side.cpu()
  return {
    side: side.name,
    outage_s,
    back_s,
    cpu_ms: after.process - cpu.process,
    database_cpu_ms: after.database - cpu.database,
    stall_ms: await side.watch.end(),
    logins_per_second_most: await logins.stop()
  }
}

/** Counts in the background; the most within any second. */
const watchLogins = (count: () => Promise<number>): { stop(): Promise<number> } => {
  const counts: number[] = []
  let over = false
  const looking = (async () => {
    while (!over) {
      counts.push(await count())
      await pause(look_every_ms)
    }
  })()
  const span = 1000 / look_every_ms
  return {
    stop: async () => {
      over = true
      await looking
      return Math.max(
        ...counts.map((value, index) => value - (counts[index - span] ?? counts[0] ?? 0))
      )
    }
  }
}
