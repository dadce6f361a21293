import { z } from 'zod'
import { event_types } from '../../../domain/events.ts'
import { route } from '../../route.ts'

const EventTypeAbout = z.object({ type: z.string(), description: z.string() })

export const listEventTypesRoute = route({
  method: 'GET',
  url: '/api/v1/event-types',
  public: true,
  schema: { response: { 200: z.object({ data: z.array(EventTypeAbout), next_cursor: z.null() }) } },
  summary: 'List the event types',
  tags: ['events'],
  handler: () => ({
    data: Object.entries(event_types).map(([type, description]) => ({ type, description })),
    next_cursor: null
  })
})
