import type { Route } from '../../route.ts'
import { createApiKeyRoute } from './create.ts'
import { deleteApiKeyRoute } from './delete.ts'
import { listApiKeysRoute } from './list.ts'
import { readApiKeyRoute } from './read.ts'
import { listKeyRequestsRoute } from './requests.ts'
import { rotateApiKeyRoute } from './rotate.ts'
import { updateApiKeyRoute } from './update.ts'

/** Keys for programs. */
export const api_key_routes: Route[] = [
  createApiKeyRoute,
  listApiKeysRoute,
  readApiKeyRoute,
  updateApiKeyRoute,
  rotateApiKeyRoute,
  listKeyRequestsRoute,
  deleteApiKeyRoute
]
