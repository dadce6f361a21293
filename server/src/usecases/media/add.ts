import { AppError } from '../../domain/errors.ts'
import type { MediaSource } from '../../domain/media.ts'
import { hash_only } from '../../media/hash-only.ts'
import type { LinkedMedia } from '../../schemas/media.ts'
import { findStorageUse, keepFile, refuseOverStorage } from '../../store/media/files.ts'
import { insertMedia } from '../../store/media/media.ts'
import { command } from '../command.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { coverFile } from '../idempotency/cover-file.ts'
import { openAnswer } from '../idempotency/stored-answer.ts'
import { findKept } from '../idempotency/with-idempotency.ts'
import { contentRow, type GivenContent, takeGiven, urlRow } from './given.ts'
import { linkedMedia } from './link.ts'

/**
 * Keeps a file. It is there as a whole when this resolves; what is to be known of its content may follow. Nothing is written
 * of one that is given again under its Idempotency-Key.
 */
export const addFile = async (
  deps: Deps,
  ctx: Context,
  given: GivenContent,
  source: Exclude<MediaSource, 'url' | 'received'>
): Promise<LinkedMedia> => {
  const { tenant_id } = ctx.tenant
  const { idempotency } = ctx
  const before = await deps.db.withTenant(ctx.tenant, async (tx) => {
    const found = await findKept(tx, ctx.tenant, idempotency)
    if (!found) refuseOverStorage(await findStorageUse(tx, tenant_id), given.bytes ?? 1)
    return found
  })
  // What was given before is read once more, to see whether this is the same.
  const media = before ? hash_only : deps.media
  const taken = await takeGiven({ media, config: deps.config }, tenant_id, given, ctx.signal)
  if (idempotency && source === 'upload') coverFile(idempotency, given, taken.sha256)
  if (before && idempotency) return openAnswer(deps, tenant_id, idempotency, before)
  const kept = await command(deps, ctx, async (tx) => {
    await keepFile(tx, tenant_id, taken)
    // It may have been deleted as unused in the moment between.
    if (!(await deps.media.find({ tenant_id, sha256: taken.sha256 }))) throw new AppError('busy')
    const row = await insertMedia(tx, contentRow(tenant_id, given, taken, source))
    // step: upload recorded
    return linkedMedia(deps, row)
  })
  // step: upload committed
  return kept
}

/** Takes note of a URL. The file is fetched in the background. */
export const addUrl = (
  deps: Deps,
  ctx: Context,
  given: { url: string; file_name?: string | undefined }
): Promise<LinkedMedia> => {
  const { tenant_id } = ctx.tenant
  return command(deps, ctx, async (tx) => {
    refuseOverStorage(await findStorageUse(tx, tenant_id), 1)
    const row = await insertMedia(tx, urlRow(deps, tenant_id, given))
    return linkedMedia(deps, row)
  })
}
