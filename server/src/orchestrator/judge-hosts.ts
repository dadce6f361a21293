/** What was seen of the machine that a worker runs on. */
export type HostObservation = {
  host: string
  /** How far its time of day is from the database's, in seconds: ahead is more than zero. Null: not told. */
  clock_off_s: number | null
  /** Free space on the disk that the worker sees. Null: not told. */
  disk_free_mb: number | null
}

export const host_troubles = ['clock_wrong', 'disk_full'] as const

export type HostTrouble = (typeof host_troubles)[number]

export type HostRules = { clock_off_s_max: number; disk_free_mb_min: number }

/** Webhooks are refused by receivers when their time is minutes off, and log-ins end early or late. */
export const clock_off_s_max = 10

export type JudgedHosts = {
  /** What is wrong with each host that was seen; nothing with most. */
  troubles: Map<string, HostTrouble[]>
  /** The largest offset of a clock from the database's, either way. */
  clock_off_s: number
}

/** Which hosts have lost the time of day, or have no disk left. Leases count by other clocks: nothing is lost meanwhile. */
export const judgeHosts = (observed: HostObservation[], rules: HostRules): JudgedHosts => {
  const troubles = new Map<string, HostTrouble[]>()
  let clock_off_s = 0
  for (const { host, clock_off_s: off_s, disk_free_mb } of observed) {
    const found = new Set(troubles.get(host))
    if (off_s !== null) {
      if (Math.abs(off_s) > rules.clock_off_s_max) found.add('clock_wrong')
      if (Math.abs(off_s) > Math.abs(clock_off_s)) clock_off_s = off_s
    }
    if (disk_free_mb !== null && disk_free_mb < rules.disk_free_mb_min) found.add('disk_full')
    troubles.set(host, [...found])
  }
  return { troubles, clock_off_s }
}

/** How many hosts have each trouble. */
export const countTroubles = ({ troubles }: JudgedHosts): Record<HostTrouble, number> => {
  const all = [...troubles.values()].flat()
  const of = (trouble: HostTrouble): number => all.filter((one) => one === trouble).length
  return { clock_wrong: of('clock_wrong'), disk_full: of('disk_full') }
}

/** How far a clock is from ours that said `told_ms` to a question: halfway between the question and the answer. */
export const clockOff = (told_ms: number, asked_ms: number, answered_ms: number): number =>
  (told_ms - (asked_ms + answered_ms) / 2) / 1_000
