import type { WorkerHealth } from '../control/contract.ts'
import type { WorkerMeters } from '../control/worker-meters.ts'
import type { Clock } from '../lib/clock.ts'
import type { Reading } from '../lib/meters.ts'
import type { Change, ChangeOf } from './commit/change.ts'
import type { Written } from './commit/turn-writer.ts'

const lag_every_ms = 1_000

/** Counts what was written. It takes no time of its own: the changes are in memory, and nothing is waited for. */
export const measureWritten =
  (meters: Pick<WorkerMeters, 'count' | 'observe'>): Written =>
  (batches, lost, took_ms) => {
    meters.observe('gateway_commit_duration_seconds', {}, took_ms / 1_000)
    meters.observe('gateway_commit_sessions', {}, batches.length)
    for (const { session_id, changes } of batches) {
      if (lost.includes(session_id)) continue
      for (const change of changes) measureChange(meters, change)
    }
  }

const measureChange = (meters: Pick<WorkerMeters, 'count'>, change: Change): void => {
  switch (change.type) {
    case 'arrived':
      if (change.message.direction === 'inbound')
        meters.count('gateway_messages_received_total', { kind: change.message.type })
      return
    case 'progress':
      return measureProgress(meters, change)
    case 'group_receipt':
      return meters.count('gateway_message_receipts_total', { status: change.status })
    case 'session':
      return measureSession(meters, change)
  }
}

const measureProgress = (
  meters: Pick<WorkerMeters, 'count'>,
  { status, kind = '', error }: ChangeOf<'progress'>
): void => {
  if (status === 'sent') meters.count('gateway_messages_sent_total', { kind })
  else if (status === 'failed')
    meters.count('gateway_messages_failed_total', { kind, reason: error?.code ?? '' })
  else meters.count('gateway_message_receipts_total', { status })
}

const measureSession = (
  meters: Pick<WorkerMeters, 'count'>,
  { event, change }: ChangeOf<'session'>
): void => {
  const reason = change.status_reason ?? ''
  switch (event) {
    case 'session.connected':
      return meters.count('gateway_socket_connects_total', {})
    case 'session.reconnecting':
      return meters.count('gateway_socket_losses_total', { reason })
    case 'session.starting':
      if (change.next_attempt_at) meters.count('gateway_socket_losses_total', { reason })
      return
    case 'session.stopped':
    case 'session.logged_out':
    case 'session.failed':
      return meters.count('gateway_sessions_ended_total', { status: change.status ?? '', reason })
  }
}

/** Watches how late timers ring. A timer that rings once a second costs an idle worker next to nothing. */
export const measureLag = (
  meters: Pick<WorkerMeters, 'observe'>,
  clock: Pick<Clock, 'monotonic_ms'>
): NodeJS.Timeout => {
  let due_ms = clock.monotonic_ms() + lag_every_ms
  return setInterval(() => {
    const now_ms = clock.monotonic_ms()
    const late_ms = Math.max(0, now_ms - due_ms)
    meters.observe('gateway_worker_event_loop_lag_seconds', {}, late_ms / 1_000)
    due_ms = now_ms + lag_every_ms
  }, lag_every_ms)
}

/** Everything a worker tells of itself, with what it knows at this moment. */
export const readMeters = (meters: WorkerMeters, health: WorkerHealth): Reading[] => {
  const connected = health.sessions.filter((session) => session.connected).length
  meters.set('gateway_worker_memory_bytes', {}, health.memory_rss_bytes)
  meters.set('gateway_worker_sessions', { connected: 'yes' }, connected)
  meters.set('gateway_worker_sessions', { connected: 'no' }, health.sessions.length - connected)
  meters.set('gateway_worker_messages_in_memory', {}, health.queue_depth)
  meters.set('gateway_worker_cpu_seconds_total', {}, health.cpu_s)
  const { refused, unplaced, ignored_changes, unknown_stanzas } = health.facts
  const unknown = Object.values(unknown_stanzas).reduce((sum, count) => sum + count, 0)
  const facts = { refused, unplaced, ignored_change: ignored_changes, unknown_stanza: unknown }
  for (const [outcome, count] of Object.entries(facts))
    meters.set('gateway_facts_without_message_total', { outcome }, count)
  const readings = meters.read()
  // The orchestrator knows what is missing.
  return readings.map((one) => ({ ...one, series: one.series.filter(({ value }) => value > 0) }))
}
