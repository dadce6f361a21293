import type { Route } from '../../route.ts'
import { readBrandingRoute, setBrandingRoute } from './branding.ts'
import { deleteAccountRoute, deleteMeRoute } from './delete.ts'
import { downloadExportRoute, readExportRoute, startExportRoute } from './export.ts'

/** The account with all its data. */
export const account_routes: Route[] = [
  deleteAccountRoute,
  deleteMeRoute,
  startExportRoute,
  readExportRoute,
  downloadExportRoute,
  readBrandingRoute,
  setBrandingRoute
]
