import type { z } from 'zod'
import type {
  AnalyticsMessages,
  AnalyticsOverview,
  AnalyticsSessions,
  AnalyticsWebhooks
} from '../../../schemas/analytics.ts'
import type {
  AnalyticsBusiest,
  AnalyticsKeyCalls,
  AnalyticsLatency
} from '../../../schemas/analytics-looks.ts'
import { outbound_columns, type Table } from './as-rows.ts'

export const overview_table: Table<AnalyticsOverview> = {
  name: 'overview',
  columns: ['kind', 'name', 'inbound', 'outbound', 'failed'],
  rows: ({ by_type, failed_by_reason }) => [
    ...by_type.map(({ type, inbound, outbound }) => ({
      kind: 'type',
      name: type,
      inbound,
      outbound
    })),
    ...failed_by_reason.map(({ reason, messages }) => ({
      kind: 'failed',
      name: reason,
      failed: messages
    }))
  ]
}

export const messages_table: Table<AnalyticsMessages> = {
  name: 'messages',
  columns: ['at', 'group', 'inbound', ...outbound_columns],
  rows: ({ data }) => data
}

export const sessions_table: Table<AnalyticsSessions> = {
  name: 'sessions',
  columns: [
    ...['session_id', 'session_name', 'wanted_s', 'connected_s', 'inbound'],
    ...outbound_columns
  ],
  rows: ({ data }) => data
}

export const webhooks_table: Table<z.output<typeof AnalyticsWebhooks>> = {
  name: 'webhooks',
  columns: [
    ...['webhook_id', 'deliveries', 'succeeded', 'failed', 'pending', 'attempts'],
    ...['response_ms_p50', 'response_ms_p95']
  ],
  rows: ({ data }) => data
}

export const latency_table: Table<AnalyticsLatency> = {
  name: 'latency',
  columns: ['step', 'messages', 'ms_p50', 'ms_p90', 'ms_p95', 'ms_p99'],
  rows: ({ data }) => data
}

export const busiest_table: Table<AnalyticsBusiest> = {
  name: 'busiest',
  columns: ['kind', 'weekday', 'hour', 'session_id', 'chat_id', 'inbound', 'outbound'],
  rows: ({ hours, chats }) => [
    ...hours.map((one) => ({ kind: 'hour', ...one })),
    ...chats.map((one) => ({ kind: 'chat', ...one }))
  ]
}

export const key_calls_table: Table<z.output<typeof AnalyticsKeyCalls>> = {
  name: 'api-calls',
  columns: ['api_key_id', 'calls', 'refused', 'failed', 'ms_p50', 'ms_p95', 'last_at'],
  rows: ({ data }) => data
}
