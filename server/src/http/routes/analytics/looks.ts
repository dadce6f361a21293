import { OverviewQuery, RangeQuery, rangeOf } from '../../../schemas/analytics.ts'
import {
  AnalyticsBusiest,
  AnalyticsKeyCalls,
  AnalyticsLatency,
  BusiestQuery
} from '../../../schemas/analytics-looks.ts'
import { readBusiestOf, readKeyCallsOf, readLatencyOf } from '../../../usecases/analytics/looks.ts'
import { type Route, route } from '../../route.ts'

const readLatencyRoute = route({
  operation_id: 'getAnalyticsLatency',
  method: 'GET',
  url: '/api/v1/analytics/latency',
  scope: 'analytics:read',
  schema: { querystring: OverviewQuery, response: { 200: AnalyticsLatency } },
  summary: 'Read how long the steps of messages took',
  description:
    'Percentiles over the messages accepted in this time, as far as they are kept, to the millisecond. How long a recipient takes to read is theirs to decide.',
  tags: ['analytics'],
  handler: (deps, { tenant, query }) =>
    readLatencyOf(deps, tenant, {
      ...rangeOf(query, deps.clock.now()),
      session_id: query.session_id ?? null
    })
})

const readBusiestRoute = route({
  operation_id: 'getAnalyticsBusiest',
  method: 'GET',
  url: '/api/v1/analytics/busiest',
  scope: 'analytics:read',
  schema: { querystring: BusiestQuery, response: { 200: AnalyticsBusiest } },
  summary: 'Read the busiest chats and hours of the week',
  description: 'Hours are those of the time zone. Chats are found as long as messages are kept.',
  tags: ['analytics'],
  handler: (deps, { tenant, query }) =>
    readBusiestOf(deps, tenant, {
      ...rangeOf(query, deps.clock.now()),
      session_id: query.session_id ?? null,
      timezone: query.timezone,
      limit: query.limit
    })
})

const readKeyCallsRoute = route({
  operation_id: 'getAnalyticsApiCalls',
  method: 'GET',
  url: '/api/v1/analytics/api-calls',
  scope: 'analytics:read',
  beyond_sessions: true,
  schema: { querystring: RangeQuery, response: { 200: AnalyticsKeyCalls } },
  summary: 'Read what was asked with each API key',
  description: 'Requests are kept for seven days; the last second is not among them yet.',
  tags: ['analytics'],
  handler: (deps, { tenant, query }) =>
    readKeyCallsOf(deps, tenant, rangeOf(query, deps.clock.now()))
})

/** What is looked up in messages and requests themselves. */
export const analytics_look_routes: Route[] = [
  readLatencyRoute,
  readBusiestRoute,
  readKeyCallsRoute
]
