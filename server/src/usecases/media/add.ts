import { AppError, invalid } from '../../domain/errors.ts'
import { newId } from '../../domain/ids.ts'
import { type MediaSource, originContext } from '../../domain/media.ts'
import { sealWith } from '../../lib/key-ring.ts'
import { MediaStoreFull, MediaTooLarge } from '../../media/contract.ts'
import { cleanFileName } from '../../media/file-name.ts'
import { MediaEmpty, type TakenFile, takeFile } from '../../media/intake.ts'
import type { LinkedMedia } from '../../schemas/media.ts'
import { findStorageUse, keepFile, refuseOverStorage } from '../../store/media/files.ts'
import { insertMedia } from '../../store/media/media.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { linkedMedia } from './link.ts'

/** A file as a caller gives it. */
export type GivenFile = {
  content: AsyncIterable<Uint8Array>
  file_name: string | null
  mime_type: string | null
  /** As far as the caller has said. */
  bytes: number | null
}

/** Keeps a file. It is there as a whole when this resolves; what is to be known of its content may follow. */
export const addFile = async (
  deps: Deps,
  ctx: Context,
  given: GivenFile,
  source: Exclude<MediaSource, 'url' | 'received'>
): Promise<LinkedMedia> => {
  const { tenant_id } = ctx.tenant
  const use = await deps.db.withTenant(ctx.tenant, (tx) => findStorageUse(tx, tenant_id))
  refuseOverStorage(use, given.bytes ?? 1)
  const taken = await take(deps, ctx, given)
  return deps.db.withTenant(ctx.tenant, async (tx) => {
    await keepFile(tx, tenant_id, taken)
    // It may have been deleted as unused in the moment between.
    if (!(await deps.media.find({ tenant_id, sha256: taken.sha256 }))) throw new AppError('busy')
    const row = await insertMedia(tx, {
      id: newId('media'),
      tenant_id,
      source,
      status: hasDetails(taken.mime_type) ? 'processing' : 'ready',
      ...taken,
      file_name: cleanFileName(given.file_name),
      origin: null
    })
    return linkedMedia(deps, row)
  })
}

/** Takes note of a URL. The file is fetched in the background. */
export const addUrl = (
  deps: Deps,
  ctx: Context,
  given: { url: string; file_name?: string | undefined }
): Promise<LinkedMedia> => {
  const { tenant_id } = ctx.tenant
  return deps.db.withTenant(ctx.tenant, async (tx) => {
    refuseOverStorage(await findStorageUse(tx, tenant_id), 1)
    const id = newId('media')
    const row = await insertMedia(tx, {
      id,
      tenant_id,
      source: 'url',
      status: 'processing',
      sha256: null,
      bytes: null,
      mime_type: null,
      file_name: cleanFileName(given.file_name),
      origin: sealWith(deps.webhook_key, Buffer.from(given.url), originContext(id))
    })
    return linkedMedia(deps, row)
  })
}

/** Whether there is more to be found out of such a file, which takes a while. */
const hasDetails = (type: string): boolean => /^(image|video|audio)\//.test(type)

const take = async (deps: Deps, ctx: Context, given: GivenFile): Promise<TakenFile> => {
  const bytes_max = deps.config.MEDIA_BYTES_MAX
  try {
    return await takeFile(deps.media, ctx.tenant.tenant_id, given.content, {
      bytes_max,
      said_type: given.mime_type,
      signal: ctx.signal
    })
  } catch (error) {
    if (error instanceof MediaEmpty) throw invalid('file', 'The file is empty.')
    if (error instanceof MediaTooLarge) {
      const detail = `A file may have at most ${bytes_max} bytes.`
      throw new AppError('body_too_large', {}, { detail })
    }
    if (error instanceof MediaStoreFull) throw new AppError('disk_full', {}, { retry_after_s: 30 })
    if (ctx.signal.aborted) throw ctx.signal.reason
    throw error
  }
}
