import { z } from 'zod'
import { Event, EventId } from '../../../schemas/event.ts'
import { EventTypeName } from '../../../schemas/events.ts'
import { SessionId } from '../../../schemas/session.ts'
import { readEvents } from '../../../usecases/events/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listEventsRoute = route({
  operation_id: 'listEvents',
  method: 'GET',
  url: '/api/v1/events',
  scope: 'sessions:read',
  schema: {
    querystring: z.strictObject({
      ...pageFields('event_log'),
      after: EventId.optional().describe('Only events after this one, for clients that poll.'),
      session_id: SessionId.optional(),
      type: EventTypeName.optional()
    }),
    response: { 200: pageOf(Event) }
  },
  summary: 'List events, oldest first',
  description:
    'An event appears here a moment after it happened, in an order that never changes afterwards. Message events are left out without the scope `messages:read`.',
  tags: ['events'],
  handler: (deps, { tenant, query }) =>
    readEvents(deps, tenant, {
      ...pageRequest(query),
      after: query.after ?? null,
      session_id: query.session_id ?? null,
      types: query.type ? [query.type] : null
    })
})
