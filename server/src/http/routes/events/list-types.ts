import { z } from 'zod'
import { EventTypeName, event_type_names, event_types } from '../../../schemas/events.ts'
import { dataSchemaOf } from '../../../schemas/json-schema.ts'
import { route } from '../../route.ts'

const EventTypeAbout = z
  .object({
    type: EventTypeName,
    description: z.string().describe('When it comes.'),
    data_schema: z
      .record(z.string(), z.unknown())
      .describe('The JSON Schema (2020-12) of the member `data` of such an event.'),
    example: z.record(z.string(), z.unknown()).describe('An example of `data`.')
  })
  .meta({ id: 'EventType' })

// They do not change while the process runs.
let made: z.output<typeof EventTypeAbout>[] | undefined

const listEventTypes = (): z.output<typeof EventTypeAbout>[] => {
  made ??= event_type_names.map((type) => ({
    type,
    description: event_types[type].description,
    data_schema: dataSchemaOf(type),
    example: event_types[type].example
  }))
  return made
}

export const listEventTypesRoute = route({
  operation_id: 'listEventTypes',
  method: 'GET',
  url: '/api/v1/event-types',
  public: true,
  schema: { response: { 200: z.object({ data: z.array(EventTypeAbout), next_cursor: z.null() }) } },
  summary: 'List the event types',
  tags: ['events'],
  description: 'What webhooks and streams can bring, with a JSON Schema of the data of each.',
  handler: () => ({ data: listEventTypes(), next_cursor: null })
})
