import { createCoalesced } from '../lib/coalesce.ts'
import { createKeyedTasks } from '../lib/keyed-tasks.ts'
import { pause } from '../lib/retry.ts'
import { forgetSuspects } from '../store/sessions/suspects.ts'
import { drainInstance } from './end-instance.ts'
import type { Leader, OrchestratorDeps } from './leader-context.ts'
import { createObservations, type Observations } from './observations.ts'
import { pollHealth } from './poll-health.ts'
import { reconcile } from './reconcile.ts'
import { loadLiveInstances } from './records/load.ts'
import { noteFound } from './start-instance.ts'
import { watchHosts } from './watch-hosts.ts'

const tidy_every_ms = 30_000

export type LeaderLoop = {
  /** Something has changed: reconcile now instead of after the next pause. */
  nudge(): void
  /** How many sessions wait for a worker, by reason. */
  waiting(): Observations['waiting']
  /** What is wrong with the hosts. */
  hosts(): Observations['hosts']
  /** Drains and ends every worker. Call it when leadership is over and its lock is still held. */
  stopWorkers(): Promise<void>
  /** Resolves when leadership is over and nothing that was begun under it is under way. */
  done: Promise<void>
}

/** Leads until the signal aborts: takes over what runs, then brings it in line with what should, again and again. */
export const startLeaderLoop = (
  deps: OrchestratorDeps,
  over: AbortSignal,
  passed: () => void
): LeaderLoop => {
  const { log } = deps
  const complain = (what: string) => (error: unknown) => {
    if (!over.aborted) log.warn({ err: error }, what)
  }
  const pulse = createCoalesced(async () => {
    if (over.aborted) return
    await reconcile(leader)
    passed()
  }, complain('pass of the orchestrator failed'))
  const leader: Leader = {
    ...deps,
    over,
    observations: createObservations(),
    addresses_taken: [],
    tasks: createKeyedTasks((task, error) => {
      // Tried again by the next pass, not at once: a failure that stays must not keep the processor busy.
      if (!over.aborted) log.warn({ task, err: error }, 'task of the orchestrator failed')
    }),
    again: () => pulse.request()
  }

  const tidy = createTidying(leader)

  const run = async (): Promise<void> => {
    let adopted = false
    while (!over.aborted) {
      try {
        if (!adopted) await adopt(leader)
        adopted = true
        await pollHealth(leader)
        await watchHosts(leader)
        pulse.request()
        await tidy()
      } catch (error) {
        complain('workers cannot be checked')(error)
      }
      await pause(deps.timing.health_every_ms, over)
    }
    await pulse.stop()
    await leader.tasks.settle()
  }
  return {
    nudge: () => pulse.request(),
    waiting: () => leader.observations.waiting,
    hosts: () => leader.observations.hosts,
    // Its leadership is over; what ends the workers is not.
    stopWorkers: () => stopWorkers({ ...leader, over: new AbortController().signal }),
    done: run()
  }
}

/** Has the driver take away what no instance needs any more: at once, and then twice a minute. */
const createTidying = (leader: Leader): (() => Promise<void>) => {
  let next_ms = 0
  return async () => {
    const now_ms = leader.clock.monotonic_ms()
    if (now_ms < next_ms) return
    next_ms = now_ms + tidy_every_ms
    await forgetSuspects(leader.db)
    // Those that start while the rows are read stand in one of the two.
    const spawning = [...leader.observations.spawning]
    const live = await loadLiveInstances(leader.db)
    await leader.driver.tidy(
      new Set([...spawning, ...live.map((one) => one.id), ...leader.observations.spawning])
    )
  }
}

/** Takes over the workers that an earlier leader has left running, and hears of their end from now on. */
const adopt = async (leader: Leader): Promise<void> => {
  const running = await leader.driver.find()
  for (const instance of await loadLiveInstances(leader.db)) {
    const found = running.get(instance.id)
    leader.driver.watch(found ? await noteFound(leader, instance, found) : instance)
    if (found)
      leader.log.info({ instance_id: instance.id, reference: found.reference }, 'worker taken over')
  }
}

const stopWorkers = async (leader: Leader): Promise<void> => {
  const instances = await loadLiveInstances(leader.db)
  const results = await Promise.allSettled(
    instances.map((instance) => drainInstance(leader, instance, null))
  )
  for (const result of results) {
    if (result.status === 'rejected') leader.log.warn({ err: result.reason }, 'worker not stopped')
  }
}
