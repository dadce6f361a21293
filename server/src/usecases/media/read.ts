import { AppError } from '../../domain/errors.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { type Page, type PageRequest, toPage } from '../../lib/page.ts'
import type { ByteRange, MediaContent } from '../../media/contract.ts'
import type { LinkedMedia } from '../../schemas/media.ts'
import { type FileOfLink, findLinkedMedia, getMedia, listMedia } from '../../store/media/media.ts'
import type { Deps } from '../deps.ts'
import { readList } from '../read-list.ts'
import { isLinkValid, linkedMedia } from './link.ts'

export const readMedia = (deps: Deps, tenant: Tenant, id: string): Promise<LinkedMedia> =>
  deps.db.withTenant(tenant, async (tx) =>
    linkedMedia(deps, await getMedia(tx, tenant.tenant_id, id))
  )

/** The files of the tenant, the newest first. */
export const readMediaList = async (
  deps: Deps,
  tenant: Tenant,
  filter: { session_id?: string | undefined; status?: string | undefined },
  page: PageRequest
): Promise<Page<LinkedMedia>> => {
  const rows = await readList(deps, tenant, (tx) => listMedia(tx, tenant.tenant_id, filter, page))
  const { data, next_cursor } = toPage(rows, page.limit, (row) => row.id)
  return { data: data.map((row) => linkedMedia(deps, row)), next_cursor }
}

/** A file as its link gives it. */
export type LinkedFile = FileOfLink

/** The file behind a signed link. A wrong link, one that is over and a file that is not there are all not_found. */
export const findLinkedFile = async (
  deps: Deps,
  id: string,
  link: { exp: number; sig: string }
): Promise<LinkedFile> => {
  if (!isLinkValid(deps.webhook_key, id, link, deps.clock.now())) throw new AppError('not_found')
  const found = await findLinkedMedia(deps.db, id)
  if (!found) throw new AppError('not_found')
  return found
}

/** Its content, or a part of it. */
export const openFile = async (
  deps: Deps,
  file: LinkedFile,
  range: ByteRange | undefined
): Promise<MediaContent> => {
  const content = await deps.media.read(file, range)
  if (!content) throw new AppError('not_found')
  return content
}
