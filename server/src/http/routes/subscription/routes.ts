import type { Route } from '../../route.ts'
import { cancelSubscriptionRoute } from './cancel.ts'
import { changeSubscriptionRoute } from './change.ts'
import { readSubscriptionHistoryRoute } from './history.ts'
import { previewPlanRoute } from './preview.ts'
import { listProvidersRoute } from './providers.ts'
import { readSubscriptionRoute } from './read.ts'
import { readUsageRoute } from './usage.ts'

/** The plan of a tenant and what of it is used up. */
export const subscription_routes: Route[] = [
  readSubscriptionRoute,
  readUsageRoute,
  readSubscriptionHistoryRoute,
  previewPlanRoute,
  listProvidersRoute,
  changeSubscriptionRoute,
  cancelSubscriptionRoute
]
