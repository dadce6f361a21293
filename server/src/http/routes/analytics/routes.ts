import {
  AnalyticsMessages,
  AnalyticsOverview,
  AnalyticsSessions,
  AnalyticsWebhooks,
  ExportQuery,
  MessagesQuery,
  OverviewQuery,
  RangeQuery,
  rangeOf
} from '../../../schemas/analytics.ts'
import { exportAnalytics } from '../../../usecases/analytics/export.ts'
import {
  readMessagesOf,
  readOverviewOf,
  readSessionsOf,
  readWebhooksOf
} from '../../../usecases/analytics/read.ts'
import { type Route, route } from '../../route.ts'
import { lineContent, sendLines } from '../../send-lines.ts'
import { answerRows, as_rows, withRows } from './as-rows.ts'
import { analytics_look_routes } from './looks.ts'
import { messages_table, overview_table, sessions_table, webhooks_table } from './tables.ts'

const rounded =
  'The time is rounded to quarters of an hour: `from` down, `to` up. Messages that change others, such as edits, are not counted.'

const readOverviewRoute = route({
  operation_id: 'getAnalyticsOverview',
  method: 'GET',
  url: '/api/v1/analytics/overview',
  scope: 'analytics:read',
  schema: { querystring: OverviewQuery, response: { 200: withRows(AnalyticsOverview) } },
  summary: 'Read what was sent and received',
  description: `${rounded} ${as_rows} These are the types and, with \`kind\` \`failed\`, the reasons.`,
  tags: ['analytics'],
  handler: (deps, request, reply) =>
    answerRows(request, reply, overview_table, () =>
      readOverviewOf(deps, request.tenant, {
        ...rangeOf(request.query, deps.clock.now()),
        session_id: request.query.session_id ?? null
      })
    )
})

const readMessagesRoute = route({
  operation_id: 'getAnalyticsMessages',
  method: 'GET',
  url: '/api/v1/analytics/messages',
  scope: 'analytics:read',
  schema: { querystring: MessagesQuery, response: { 200: withRows(AnalyticsMessages) } },
  summary: 'Read messages by hour, day, week or month',
  description: `In the calendar of any time zone, also where clocks change. Spans without a message are left out. ${rounded} ${as_rows}`,
  tags: ['analytics'],
  handler: (deps, request, reply) => {
    const { tenant, query } = request
    return answerRows(request, reply, messages_table, () =>
      readMessagesOf(deps, tenant, {
        ...rangeOf(query, deps.clock.now()),
        session_id: query.session_id ?? null,
        interval: query.interval,
        timezone: query.timezone,
        group_by: query.group_by
      })
    )
  }
})

const readSessionsRoute = route({
  operation_id: 'getAnalyticsSessions',
  method: 'GET',
  url: '/api/v1/analytics/sessions',
  scope: 'analytics:read',
  schema: { querystring: RangeQuery, response: { 200: withRows(AnalyticsSessions) } },
  summary: 'Read messages by session',
  description: `${rounded} ${as_rows}`,
  tags: ['analytics'],
  handler: (deps, request, reply) =>
    answerRows(request, reply, sessions_table, () =>
      readSessionsOf(deps, request.tenant, rangeOf(request.query, deps.clock.now()))
    )
})

const readWebhooksRoute = route({
  operation_id: 'getAnalyticsWebhooks',
  method: 'GET',
  url: '/api/v1/analytics/webhooks',
  scope: 'analytics:read',
  schema: { querystring: RangeQuery, response: { 200: withRows(AnalyticsWebhooks) } },
  summary: 'Read deliveries by webhook',
  description: `As long as deliveries are kept. ${rounded} ${as_rows}`,
  tags: ['analytics'],
  handler: (deps, request, reply) =>
    answerRows(request, reply, webhooks_table, () =>
      readWebhooksOf(deps, request.tenant, rangeOf(request.query, deps.clock.now()))
    )
})

const exportRoute = route({
  operation_id: 'exportAnalytics',
  method: 'GET',
  url: '/api/v1/analytics/export',
  scope: 'analytics:read',
  schema: {
    querystring: ExportQuery,
    response: {
      200: {
        description: 'A line for each quarter of an hour, session, direction, type and reason.',
        content: lineContent(['csv', 'ndjson'])
      }
    }
  },
  summary: 'Export the counts as CSV or NDJSON',
  description: `Streamed, however long the time is. ${rounded}`,
  tags: ['analytics'],
  handler: async (deps, { tenant, query, signal }, reply) => {
    const asked = { ...rangeOf(query, deps.clock.now()), session_id: query.session_id ?? null }
    const lines = exportAnalytics(deps, tenant, asked, query.format, signal)
    return sendLines(reply, lines, query.format, 'analytics')
  }
})

/** What was sent, received and delivered, counted. */
export const analytics_routes: Route[] = [
  readOverviewRoute,
  readMessagesRoute,
  readSessionsRoute,
  readWebhooksRoute,
  ...analytics_look_routes,
  exportRoute
]
