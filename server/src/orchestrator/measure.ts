import type { Db } from '../lib/db.ts'
import type { Reading } from '../lib/meters.ts'
import {
  ageOfQueue,
  countInstancesByDriver,
  countJobsGivenUp,
  countLeases,
  countMediaWork,
  countRefusedFacts,
  countWebhooks
} from '../store/installation/backlogs.ts'
import { countQueues, countSessionsByStatus } from '../store/installation/counts.ts'
import { countSuspects } from '../store/sessions/suspects.ts'
import { countTroubles, type JudgedHosts } from './judge-hosts.ts'
import { addressOf, type OrchestratorDeps } from './leader-context.ts'
import type { OrchestratorMeters } from './meters.ts'
import { loadLiveInstances } from './records/load.ts'
import { createWorkerTotals, type WorkerTotals } from './worker-totals.ts'

/** One that is older when it is heard for the first time has been heard by another leader. */
const young_ms = 60_000

type Measured = Pick<OrchestratorDeps, 'db' | 'workers' | 'clock' | 'log'> & {
  meters: OrchestratorMeters
}

/**
 * What an orchestrator tells when it is asked: its own counts and, while it leads, how the installation stands and the sum of
 * what the workers count. Workers are asked over their control ports, which the orchestrator reaches under every driver and
 * nobody else should; what a worker counted after it was last asked is lost with it. Nothing is asked while nobody reads.
 */
export const createInstallationReadings = (
  deps: Measured,
  state: () => { leading: boolean; hosts: JudgedHosts | null }
): (() => Promise<readonly Reading[]>) => {
  const { meters } = deps
  const totals = createWorkerTotals()
  return async () => {
    const { leading: leads, hosts } = state()
    meters.clearGauges()
    meters.set('gateway_orchestrator_leads', {}, leads ? 1 : 0)
    if (hosts) measureHosts(hosts, meters)
    if (leads) await Promise.all([hearWorkers(deps, totals), measureInstallation(deps.db, meters)])
    // What another leader counts meanwhile is not ours.
    else totals.keep([])
    return [...totals.read(), ...meters.read()]
  }
}

/** Asks every worker what it has counted. One that does not answer is heard again at the next reading. */
const hearWorkers = async (
  { db, workers, meters, log, clock }: Measured,
  totals: WorkerTotals
): Promise<void> => {
  const instances = await loadLiveInstances(db)
  const now_ms = clock.now().getTime()
  totals.begin()
  const told = await Promise.all(
    instances
      .filter(({ status }) => status !== 'starting')
      .map(async (instance) => {
        try {
          const readings = await workers.metrics(addressOf(instance))
          const age_ms = now_ms - (instance.started_at ?? instance.created_at).getTime()
          totals.hear(instance.id, readings, age_ms > young_ms)
          return true
        } catch (error) {
          log.debug({ instance_id: instance.id, err: error }, 'worker told no metrics')
          return false
        }
      })
  )
  totals.keep(instances.map(({ id }) => id))
  meters.set('gateway_workers_unread', {}, told.filter((one) => !one).length)
}

const measureHosts = (hosts: JudgedHosts, meters: OrchestratorMeters): void => {
  meters.set('gateway_host_clock_offset_seconds', {}, hosts.clock_off_s)
  meters.set(
    'gateway_hosts',
    { trouble: 'none' },
    [...hosts.troubles.values()].filter((of) => of.length === 0).length
  )
  for (const [trouble, count] of Object.entries(countTroubles(hosts)))
    meters.set('gateway_hosts', { trouble }, count)
}

const measureInstallation = async (db: Db, meters: OrchestratorMeters): Promise<void> => {
  const seen = await db.transaction(async (tx) => ({
    sessions: await countSessionsByStatus(tx),
    instances: await countInstancesByDriver(tx),
    suspects: await countSuspects(tx),
    queues: await countQueues(tx),
    age: await ageOfQueue(tx),
    webhooks: await countWebhooks(tx),
    given_up: await countJobsGivenUp(tx),
    media: await countMediaWork(tx),
    leases: await countLeases(tx),
    refused_facts: await countRefusedFacts(tx)
  }))
  const { queues, media, age } = seen
  for (const [status, count] of Object.entries(seen.sessions))
    meters.set('gateway_sessions', { status }, count)
  for (const [state, count] of Object.entries(seen.suspects))
    meters.set('gateway_suspect_sessions', { state }, count)
  for (const { status, driver, count } of seen.instances)
    meters.set('gateway_instances', { status, driver }, count)
  const waiting = { ...queues.messages, waits_for_media: age.waits_for_media }
  for (const [state, count] of Object.entries(waiting))
    meters.set('gateway_outbound_messages', { state }, count)
  meters.set('gateway_outbound_oldest_seconds', {}, age.oldest_s)
  meters.set('gateway_webhook_backlog', {}, queues.delivery_backlog)
  for (const [state, count] of Object.entries(seen.webhooks))
    meters.set('gateway_webhooks', { state }, count)
  for (const [task, count] of Object.entries(queues.jobs))
    meters.set('gateway_jobs_waiting', { task }, count)
  for (const { task, count } of seen.given_up) meters.set('gateway_jobs_given_up', { task }, count)
  const { oldest_s, ...steps } = media
  for (const [step, count] of Object.entries(steps))
    meters.set('gateway_media_waiting', { step }, count)
  meters.set('gateway_media_oldest_seconds', {}, oldest_s)
  for (const [state, count] of Object.entries(seen.leases))
    meters.set('gateway_leases', { state }, count)
  meters.set('gateway_refused_facts', {}, seen.refused_facts)
}
