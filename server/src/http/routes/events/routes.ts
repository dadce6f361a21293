import type { Route } from '../../route.ts'
import { listEventsRoute } from './list.ts'
import { listEventTypesRoute } from './list-types.ts'
import { streamEventsRoute } from './stream.ts'

/** What has happened, afterwards and live. */
export const event_routes: Route[] = [listEventsRoute, streamEventsRoute, listEventTypesRoute]
