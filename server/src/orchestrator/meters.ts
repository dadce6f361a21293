import { instance_statuses } from '../domain/instance.ts'
import { session_statuses } from '../domain/session.ts'
import { type Meters, meterTable } from '../lib/meters.ts'
import type { Decision } from './decision.ts'
import { driver_names } from './drivers/names.ts'
import { host_troubles } from './judge-hosts.ts'

const decisions = [
  'place',
  'move',
  'start',
  'host',
  'release',
  'unplace',
  'kill',
  'drain',
  'retire'
] as const

/** What the leading orchestrator tells: what it decides, and how the whole installation stands. */
export const orchestrator_meters = meterTable({
  gateway_orchestrator_leads: {
    type: 'gauge',
    help: '1 in the orchestrator that leads, 0 in one that stands by and tells nothing else.',
    labels: {}
  },
  gateway_decisions_total: {
    type: 'counter',
    help: 'What the orchestrator decided: workers to start, drain, retire and kill, sessions to place, move, host, release and unplace.',
    labels: { decision: decisions }
  },
  gateway_workers_unread: {
    type: 'gauge',
    help: 'Workers that did not tell what they count.',
    labels: {}
  },
  gateway_sessions: {
    type: 'gauge',
    help: 'Sessions by status.',
    labels: { status: session_statuses }
  },
  gateway_hosts: {
    type: 'gauge',
    help: 'Hosts of workers and of this orchestrator: without trouble, with a clock that is far from that of the database, with a full disk.',
    labels: { trouble: ['none', ...host_troubles] }
  },
  gateway_host_clock_offset_seconds: {
    type: 'gauge',
    help: 'How far the clock of the host that is farthest off is ahead of that of the database.',
    labels: {}
  },
  gateway_suspect_sessions: {
    type: 'gauge',
    help: 'Sessions whose workers crashed again and again: those that run apart from others to find the one that does it, and those that are held back.',
    labels: { state: ['apart', 'held'] }
  },
  gateway_instances: {
    type: 'gauge',
    help: 'Instances that are not known to be gone, by status and driver.',
    labels: { status: instance_statuses, driver: driver_names }
  },
  gateway_outbound_messages: {
    type: 'gauge',
    help: 'Messages in the queue: queued, scheduled for later, held back by a limit of WhatsApp, or waiting for their file.',
    labels: { state: ['queued', 'scheduled', 'held', 'waits_for_media'] }
  },
  gateway_outbound_oldest_seconds: {
    type: 'gauge',
    help: 'How long the oldest message has been due whose session is connected and whose file is there.',
    labels: {}
  },
  gateway_webhook_backlog: {
    type: 'gauge',
    help: 'Deliveries that wait because their webhook is held.',
    labels: {}
  },
  gateway_webhooks: {
    type: 'gauge',
    help: 'Webhooks that work, that are held because their receiver fails, and that are off.',
    labels: { state: ['working', 'held', 'disabled'] }
  },
  gateway_jobs_waiting: {
    type: 'gauge',
    help: 'Jobs that will be done, by task.',
    labels: { task: null }
  },
  gateway_jobs_given_up: {
    type: 'gauge',
    help: 'Jobs that failed in all their attempts and stay until they are cleaned up, by task.',
    labels: { task: null }
  },
  gateway_media_waiting: {
    type: 'gauge',
    help: 'Files that are to be fetched from WhatsApp, processed, and converted.',
    labels: { step: ['fetch', 'process', 'convert'] }
  },
  gateway_media_oldest_seconds: {
    type: 'gauge',
    help: 'How long the oldest file has waited that is to be processed or converted.',
    labels: {}
  },
  gateway_leases: {
    type: 'gauge',
    help: 'Leases of sessions that hold, and that have run out.',
    labels: { state: ['held', 'expired'] }
  },
  gateway_refused_facts: {
    type: 'gauge',
    help: 'Facts of WhatsApp that fit into no table and are kept as they came.',
    labels: {}
  }
})

export type OrchestratorMeters = Meters<typeof orchestrator_meters>

/**
 * Counts what passes decide. What takes longer than a pass is decided by each of them anew, and counted once: when the pass
 * before had not decided it.
 */
export const createDecisionCount = (
  meters: Pick<OrchestratorMeters, 'count'>
): ((decision: Decision) => void) => {
  let before = new Set<string>()
  return (decision) => {
    const now = new Set(
      decisions.flatMap((name) => thingsOf(decision, name).map((thing) => `${name} ${thing}`))
    )
    for (const one of now) {
      const [name = ''] = one.split(' ')
      if (!before.has(one)) meters.count('gateway_decisions_total', { decision: name })
    }
    before = now
  }
}

/** What a pass decides this of: sessions, or workers. */
const thingsOf = (decision: Decision, name: (typeof decisions)[number]): string[] => {
  switch (name) {
    case 'place':
    case 'move':
      return [...decision[name].values()].flat()
    case 'host':
      return [...decision.host].flatMap(([{ id }, sessions]) =>
        sessions.map(({ session_id }) => `${id} ${session_id}`)
      )
    case 'start':
      return decision.start.map(({ pool, session_ids }) => `${pool} ${session_ids.join(' ')}`)
    case 'release':
      return decision.release.map(({ instance, session_id }) => `${instance.id} ${session_id}`)
    case 'unplace':
      return decision.unplace
    default:
      return decision[name].map(({ instance }) => instance.id)
  }
}
