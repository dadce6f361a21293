import { hostname } from 'node:os'
import { diskSpace } from '../lib/disk-space.ts'
import {
  clockOff,
  type HostObservation,
  type HostTrouble,
  type JudgedHosts,
  judgeHosts
} from './judge-hosts.ts'
import type { Leader } from './leader-context.ts'
import { loadLiveInstances } from './records/load.ts'

const words: Record<HostTrouble, string> = {
  clock_wrong: 'the clock of a host is far from that of the database',
  disk_full: 'the disk of a host is full: it gets no further sessions while another host has room'
}

/** Looks at the hosts of all workers, and at its own, and tells the log when a trouble begins and when it is over. */
export const watchHosts = async (leader: Leader): Promise<void> => {
  const { db, clock, log, observations, rules } = leader
  const asked_ms = clock.now().getTime()
  const [row] = await db.query<{ now: Date }>('select clock_timestamp() as now', [], 'read_clock')
  const database_off_s = row ? clockOff(row.now.getTime(), asked_ms, clock.now().getTime()) : 0
  const observed: HostObservation[] = [
    {
      host: hostname(),
      clock_off_s: -database_off_s,
      disk_free_mb: (await diskSpace('/'))?.free_mb ?? null
    }
  ]
  for (const { id, host } of await loadLiveInstances(db)) {
    const told = observations.observed.get(id)
    if (told?.misses !== 0) continue
    const off_s = told.clock_off_s
    observed.push({
      // As the driver of one machine calls it.
      host: host === '127.0.0.1' ? hostname() : host,
      clock_off_s: off_s === null ? null : off_s - database_off_s,
      disk_free_mb: told.disk_free_mb
    })
  }
  const before = observations.hosts
  observations.hosts = judgeHosts(observed, rules)
  tellChanges(log, before, observations.hosts)
}

const tellChanges = (log: Leader['log'], before: JudgedHosts, now: JudgedHosts): void => {
  for (const host of new Set([...before.troubles.keys(), ...now.troubles.keys()])) {
    const had = before.troubles.get(host) ?? []
    const has = now.troubles.get(host) ?? []
    for (const trouble of has)
      if (!had.includes(trouble)) log.error({ host, clock_off_s: now.clock_off_s }, words[trouble])
    for (const trouble of had)
      if (!has.includes(trouble)) log.info({ host, trouble }, 'trouble of a host is over')
  }
}
