import type { Route } from '../../route.ts'
import { deleteMediaRoute } from './delete.ts'
import { readMediaFileRoute } from './file.ts'
import { listMediaRoute } from './list.ts'
import { readMediaRoute } from './read.ts'
import { uploadMediaRoute } from './upload.ts'

export const media_routes: Route[] = [
  listMediaRoute,
  uploadMediaRoute,
  readMediaRoute,
  deleteMediaRoute,
  readMediaFileRoute
]
