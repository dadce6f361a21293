import type { Route } from '../../route.ts'
import { createTemplateRoute } from './create.ts'
import { deleteTemplateRoute } from './delete.ts'
import { previewTemplateRoute } from './preview.ts'
import { listTemplatesRoute, listTemplateVersionsRoute, readTemplateRoute } from './read.ts'
import { updateTemplateRoute } from './update.ts'

/** Texts with variables, from which messages are made. */
export const template_routes: Route[] = [
  createTemplateRoute,
  listTemplatesRoute,
  readTemplateRoute,
  updateTemplateRoute,
  deleteTemplateRoute,
  listTemplateVersionsRoute,
  previewTemplateRoute
]
