import type { OrchestratorDeps } from './leader-context.ts'
import { type LeaderLoop, startLeaderLoop } from './leader-loop.ts'
import type { Observations } from './observations.ts'

export type Orchestrator = {
  /** Whether it leads, and whether its loop goes round. One that only stands by is well. */
  state(): {
    leading: boolean
    well: boolean
    waiting: Observations['waiting'] | null
    hosts: Observations['hosts'] | null
  }
  /** Something has changed, a worker has ended for example: reconciles at once. */
  nudge(): void
  /** Ends the loop. With `stop_workers` every worker is drained and ended before this resolves. */
  stop(options: { stop_workers: StopWorkers }): Promise<void>
}

/** Whether workers end with their orchestrator. `unless_handed_over`: not where another one leads, or waits to lead. */
export type StopWorkers = boolean | 'unless_handed_over'

/** The name of the lock that the leading orchestrator holds, and of the channel on which it is asked to reconcile. */
const lock = 'orchestrator'
const pass_age_ms_max = 30_000

/**
 * Runs an orchestrator: it leads as soon as no other does, and until the connection that holds the lock is lost. What is
 * decided twice in between is refused by the database.
 */
export const runOrchestrator = (deps: OrchestratorDeps, channel: string): Orchestrator => {
  const { clock, db, log } = deps
  const stopped = new AbortController()
  let stop_workers = false
  let lead: LeaderLoop | undefined
  let passed_at_ms = 0

  const work = async (lost: AbortSignal): Promise<void> => {
    log.info('leadership acquired')
    passed_at_ms = clock.monotonic_ms()
    lead = startLeaderLoop(deps, lost, () => {
      passed_at_ms = clock.monotonic_ms()
    })
    await lead.done
    const ended = lead
    lead = undefined
    if (!stopped.signal.aborted) log.warn('leadership lost')
    else if (stop_workers) await ended.stopWorkers()
  }
  const holding = db.hold(lock, work, stopped.signal)
  const listening = db.listen(channel, () => lead?.nudge(), stopped.signal)

  return {
    state: () => ({
      leading: lead !== undefined,
      // One that stands by knows nothing of them.
      waiting: lead?.waiting() ?? null,
      hosts: lead?.hosts() ?? null,
      well: lead === undefined || clock.monotonic_ms() - passed_at_ms < pass_age_ms_max
    }),
    nudge: () => lead?.nudge(),
    stop: async (options) => {
      stop_workers =
        options.stop_workers === 'unless_handed_over'
          ? !(await hasSuccessor(deps, lead !== undefined))
          : options.stop_workers
      stopped.abort()
      await Promise.all([holding, listening])
      // Without leadership, or without the database, its workers can still be ended.
      if (stop_workers) await deps.driver.endAll()
      deps.driver.close()
    }
  }
}

/** Whether the workers have another orchestrator. Without the database nobody can tell: they end, and are started anew. */
const hasSuccessor = async ({ db, log }: OrchestratorDeps, leading: boolean): Promise<boolean> => {
  try {
    const there = await db.isLocked(lock, leading ? 'awaited' : 'held')
    if (there) log.info('workers are left to another orchestrator')
    return there
  } catch (error) {
    log.warn({ err: error }, 'it is not known whether another orchestrator is there')
    return false
  }
}
