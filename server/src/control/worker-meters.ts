import { z } from 'zod'
import { message_errors } from '../domain/message.ts'
import { receipt_statuses } from '../domain/receipt.ts'
import { session_reasons } from '../domain/session.ts'
import { type Meters, meterTable } from '../lib/meters.ts'
import { change_kinds } from '../schemas/messages/changes.ts'
import { kinds, received_kinds } from '../schemas/messages/kinds.ts'
import type { WorkerReadings } from './contract.ts'

const type = ({ type }: { type: string }): string => type
const sent_kinds = [...kinds, ...change_kinds].map(type)
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export const fact_outcomes = ['refused', 'unplaced', 'ignored_change', 'unknown_stanza'] as const

/**
 * What a worker counts. The orchestrator asks for it and adds up what all workers say, under this same table: a worker can
 * bring no name and no label that is not in it.
 */
export const worker_meters = meterTable({
  gateway_messages_sent_total: {
    type: 'counter',
    help: "Messages that WhatsApp's server has acknowledged, by kind. other: sent by a version of before.",
    labels: { kind: sent_kinds }
  },
  gateway_messages_failed_total: {
    type: 'counter',
    help: 'Messages that failed, by kind and reason.',
    labels: { kind: sent_kinds, reason: Object.keys(message_errors) }
  },
  gateway_message_receipts_total: {
    type: 'counter',
    help: 'Receipts for messages of ours, by what they say. In groups each member gives his own.',
    labels: { status: receipt_statuses }
  },
  gateway_messages_received_total: {
    type: 'counter',
    help: 'Messages that arrived, by kind.',
    labels: { kind: [...kinds, ...received_kinds, { type: 'undecryptable' }].map(type) }
  },
  gateway_commit_duration_seconds: {
    type: 'histogram',
    help: 'Time that transactions of workers took: keys, messages and events of all their sessions.',
    labels: {},
    bounds: seconds
  },
  gateway_commit_sessions: {
    type: 'histogram',
    help: 'Sessions that shared a transaction of a worker.',
    labels: {},
    bounds: [1, 2, 5, 10, 20, 50, 100, 200]
  },
  gateway_socket_connects_total: {
    type: 'counter',
    help: 'Connections to WhatsApp that were ready to send and receive.',
    labels: {}
  },
  gateway_socket_losses_total: {
    type: 'counter',
    help: 'Connections to WhatsApp that were lost or not made, by reason. The session goes on by itself.',
    labels: { reason: Object.keys(session_reasons) }
  },
  gateway_sessions_ended_total: {
    type: 'counter',
    help: 'Sessions that ended and do not go on by themselves, by status and reason.',
    labels: { status: ['stopped', 'logged_out', 'failed'], reason: Object.keys(session_reasons) }
  },
  gateway_facts_without_message_total: {
    type: 'counter',
    help: 'What came and became no message. refused: by the database, and put aside.',
    labels: { outcome: fact_outcomes }
  },
  gateway_worker_event_loop_lag_seconds: {
    type: 'histogram',
    help: 'How late a timer of a worker was that rings once a second.',
    labels: {},
    bounds: seconds
  },
  gateway_worker_cpu_seconds_total: {
    type: 'counter',
    help: 'Processor time of the workers.',
    labels: {}
  },
  gateway_worker_memory_bytes: {
    type: 'gauge',
    help: 'Memory of all workers together.',
    labels: {}
  },
  gateway_worker_sessions: {
    type: 'gauge',
    help: 'Sessions that workers hold.',
    labels: { connected: ['yes', 'no'] }
  },
  gateway_worker_messages_in_memory: {
    type: 'gauge',
    help: 'Messages that workers have taken from the queue and not sent yet.',
    labels: {}
  }
})

export type WorkerMeters = Meters<typeof worker_meters>

const count = z.number().min(0)

const Readings = z
  .array(
    z.object({
      name: z.string().max(100),
      series: z
        .array(
          z.object({
            labels: z.record(z.string().max(100), z.string().max(100)),
            value: count,
            counts: z.array(count).max(50).optional()
          })
        )
        .max(1_000)
    })
  )
  .max(100)

/** What a worker has answered, as far as it has the form of readings; the table decides what of it counts. */
export const parseReadings = (answer: unknown): WorkerReadings =>
  Readings.parse(answer) as WorkerReadings
