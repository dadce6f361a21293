import { clockOff } from './judge-hosts.ts'
import { addressOf, type Leader } from './leader-context.ts'
import { no_usage, rememberHeld } from './observations.ts'
import { instanceDraining, instancesAlive } from './records/instances.ts'
import { loadLiveInstances } from './records/load.ts'

const told_to_end = 'The worker was told to end by a signal; its sessions move to others.'

/** A moment of work, such as many log-ins, is not yet a busy worker. */
const newest_counts = 0.4

const smoothed = (before: { cpu_share: number }, now: number): number =>
  before.cpu_share + (now - before.cpu_share) * newest_counts

/** Asks every instance how it is and which sessions it has. */
export const pollHealth = async (leader: Leader): Promise<void> => {
  const instances = await loadLiveInstances(leader.db)
  const answered = await Promise.all(
    instances
      .filter((instance) => instance.status !== 'starting')
      .map(async (instance) => {
        const asked_at_ms = leader.clock.monotonic_ms()
        const asked_ms = leader.clock.now().getTime()
        try {
          const health = await leader.workers.health(addressOf(instance))
          if (health.instance_id !== instance.id) throw new Error('another worker has its port')
          const before = leader.observations.observed.get(instance.id) ?? {
            ...no_usage,
            asked_at_ms
          }
          // Of the first answer it is not known how long it took to use that.
          const passed_s = (asked_at_ms - before.asked_at_ms) / 1_000
          leader.observations.observed.set(instance.id, {
            asked_at_ms,
            memory_rss_bytes: health.memory_rss_bytes,
            cpu_s: health.cpu_s,
            cpu_share:
              passed_s > 0 && before.cpu_s > 0
                ? smoothed(before, (health.cpu_s - before.cpu_s) / passed_s)
                : before.cpu_share,
            clock_off_s: health.time_ms
              ? clockOff(health.time_ms, asked_ms, leader.clock.now().getTime())
              : null,
            disk_free_mb: health.disk_free_mb ?? null,
            worker: health.status,
            sessions: new Map(health.sessions.map((one) => [one.session_id, one.epoch])),
            misses: 0
          })
          if (health.status === 'ending' && instance.status === 'running') {
            leader.log.info({ instance_id: instance.id }, 'worker was told to end, it is drained')
            await instanceDraining(leader.db, instance.id, told_to_end)
          }
          rememberHeld(leader.observations, instance.id, asked_at_ms)
          return [instance.id]
        } catch (error) {
          const observed = leader.observations.observed.get(instance.id)
          const misses = (observed?.misses ?? 0) + 1
          leader.log.debug(
            { instance_id: instance.id, misses, err: error },
            'worker has not answered'
          )
          leader.observations.observed.set(instance.id, {
            ...(observed ?? no_usage),
            asked_at_ms: observed?.asked_at_ms ?? 0,
            sessions: observed?.sessions ?? new Map(),
            misses
          })
          return []
        }
      })
  )
  const alive = answered.flat()
  if (alive.length > 0) await instancesAlive(leader.db, alive)
}
