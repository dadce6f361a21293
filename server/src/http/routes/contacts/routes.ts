import type { Route } from '../../route.ts'
import { checkContactsRoute } from './check.ts'

/** People, as a session knows them. */
export const contact_routes: Route[] = [checkContactsRoute]
