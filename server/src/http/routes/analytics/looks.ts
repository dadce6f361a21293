import { OverviewQuery, RangeQuery, rangeOf } from '../../../schemas/analytics.ts'
import {
  AnalyticsBusiest,
  AnalyticsKeyCalls,
  AnalyticsLatency,
  BusiestQuery
} from '../../../schemas/analytics-looks.ts'
import { readBusiestOf, readKeyCallsOf, readLatencyOf } from '../../../usecases/analytics/looks.ts'
import { type Route, route } from '../../route.ts'
import { answerRows, as_rows, withRows } from './as-rows.ts'
import { busiest_table, key_calls_table, latency_table } from './tables.ts'

const readLatencyRoute = route({
  operation_id: 'getAnalyticsLatency',
  method: 'GET',
  url: '/api/v1/analytics/latency',
  scope: 'analytics:read',
  schema: { querystring: OverviewQuery, response: { 200: withRows(AnalyticsLatency) } },
  summary: 'Read how long the steps of messages took',
  description: `Percentiles over the messages accepted in this time, as far as they are kept, to the millisecond. How long a recipient takes to read is theirs to decide. ${as_rows}`,
  tags: ['analytics'],
  handler: (deps, request, reply) =>
    answerRows(request, reply, latency_table, () =>
      readLatencyOf(deps, request.tenant, {
        ...rangeOf(request.query, deps.clock.now()),
        session_id: request.query.session_id ?? null
      })
    )
})

const readBusiestRoute = route({
  operation_id: 'getAnalyticsBusiest',
  method: 'GET',
  url: '/api/v1/analytics/busiest',
  scope: 'analytics:read',
  schema: { querystring: BusiestQuery, response: { 200: withRows(AnalyticsBusiest) } },
  summary: 'Read the busiest chats and hours of the week',
  description: `Hours are those of the time zone. Chats are found as long as messages are kept. ${as_rows} \`kind\` says whether one is an hour or a chat.`,
  tags: ['analytics'],
  handler: (deps, request, reply) => {
    const { tenant, query } = request
    return answerRows(request, reply, busiest_table, () =>
      readBusiestOf(deps, tenant, {
        ...rangeOf(query, deps.clock.now()),
        session_id: query.session_id ?? null,
        timezone: query.timezone,
        limit: query.limit
      })
    )
  }
})

const readKeyCallsRoute = route({
  operation_id: 'getAnalyticsApiCalls',
  method: 'GET',
  url: '/api/v1/analytics/api-calls',
  scope: 'analytics:read',
  beyond_sessions: true,
  schema: { querystring: RangeQuery, response: { 200: withRows(AnalyticsKeyCalls) } },
  summary: 'Read what was asked with each API key',
  description: `Requests are kept for seven days; the last second is not among them yet. ${as_rows}`,
  tags: ['analytics'],
  handler: (deps, request, reply) =>
    answerRows(request, reply, key_calls_table, () =>
      readKeyCallsOf(deps, request.tenant, rangeOf(request.query, deps.clock.now()))
    )
})

/** What is looked up in messages and requests themselves. */
export const analytics_look_routes: Route[] = [
  readLatencyRoute,
  readBusiestRoute,
  readKeyCallsRoute
]
