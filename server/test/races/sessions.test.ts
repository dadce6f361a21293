import { test } from 'node:test'
import { pairsOf, pick, raced, seeded } from './calls.ts'
import { raceBed } from './fixture.ts'

/** RACES: how often each pair is raced; without it a few that the seed (RACES_SEED) chooses. */
const times = Number(process.env['RACES'] ?? 0)
const seed = Number(process.env['RACES_SEED'] ?? 7)
const few = { pairs: 6, triples: 2 }
const lanes = times > 0 ? 4 : 2

type Round = { calls: string[]; phone: 'nothing' | 'unlinks' | 'goes away' | 'scans' }

const rounds = (): Round[] => {
  const random = seeded(seed)
  const names = Object.keys(raced.session)
  const pairs = pairsOf(names)
  const phone = (): Round['phone'] =>
    pick(['nothing', 'nothing', 'unlinks', 'goes away', 'scans'] as const, random)
  const some = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)
  const triple = () => [pick(names, random), pick(names, random), pick(names, random)]
  if (times === 0)
    return [
      ...some(few.pairs, () => ({ calls: pick(pairs, random), phone: phone() })),
      ...some(few.triples, () => ({ calls: triple(), phone: phone() }))
    ]
  return [
    ...some(times, () => pairs.map((calls) => ({ calls, phone: phone() }))).flat(),
    ...some(times * 10, () => ({ calls: triple(), phone: phone() }))
  ]
}

test(`calls on one session that meet leave what the last one wanted, one socket, and each event told once (seed ${seed})`, async (t) => {
  const bed = await raceBed(t)
  const left = rounds()
  const race = async ({ calls, phone }: Round): Promise<void> => {
    const target = phone === 'scans' ? await bed.unlinked() : await bed.link()
    const { number } = target
    const acts = {
      nothing: async () => undefined,
      unlinks: () => bed.simulator.logout(number, {}),
      'goes away': () => bed.simulator.disconnect(number, { how: 'drop' }),
      // What it scans may be gone by then.
      scans: () => bed.scan(target).catch(() => undefined)
    }
    const [said] = await Promise.all([bed.together(target, calls), acts[phone]()])
    await bed.agreed(target, `${said.join(' + ')}, the phone ${phone}`)
    await bed.finished(target)
  }
  const lane = async (): Promise<void> => {
    for (let round = left.shift(); round; round = left.shift()) await race(round)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
})
