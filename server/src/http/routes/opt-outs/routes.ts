import type { Route } from '../../route.ts'
import { createOptOutRoute } from './create.ts'
import { deleteOptOutRoute } from './delete.ts'
import { listOptOutsRoute } from './list.ts'
import { readOptOutWordsRoute, resetOptOutWordsRoute, setOptOutWordsRoute } from './words.ts'

/** Who does not want to be written to, and the words by which they say so. */
export const opt_out_routes: Route[] = [
  listOptOutsRoute,
  createOptOutRoute,
  deleteOptOutRoute,
  readOptOutWordsRoute,
  setOptOutWordsRoute,
  resetOptOutWordsRoute
]
