import { AppError, invalid } from '../../domain/errors.ts'
import { media_reasons } from '../../domain/media.ts'
import { sendable } from '../../domain/media-fit.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { pause } from '../../lib/retry.ts'
import { findRenditions, lockMedia, putConversions } from '../../store/media/media.ts'
import type { Deps } from '../deps.ts'

/** So long a caller waits for a file that is being fetched, looked at or made into a square. */
const ready_within_ms = 8_000
const look_again_ms = 100

/**
 * A file as the picture of an account or a group, in base64: the delivery role makes it once, and the caller waits for that. What
 * can be no picture is refused as the field `media_id`.
 */
export const asPicture = (
  deps: Deps,
  tenant: Tenant,
  media_id: string,
  signal: AbortSignal
): Promise<string> =>
  deps.call_places.run(tenant.tenant_id, async () => {
    const give_up_ms = deps.clock.monotonic_ms() + ready_within_ms
    for (;;) {
      const sha256 = await findPicture(deps, tenant, media_id)
      if (sha256 !== null) return read(deps, tenant, media_id, sha256)
      if (deps.clock.monotonic_ms() >= give_up_ms)
        throw new AppError('media_not_ready', { media_id }, { retry_after_s: 5 })
      await pause(look_again_ms, signal)
    }
  })

/** Where the picture is; null: it is being made, from now on if nobody has asked before. */
const findPicture = (deps: Deps, tenant: Tenant, media_id: string): Promise<string | null> =>
  deps.db.withTenant(tenant, async (tx) => {
    const [row] = await lockMedia(tx, tenant.tenant_id, [media_id])
    if (!row) throw invalid('media_id', 'There is no such file.')
    const renditions = await findRenditions(tx, [media_id])
    const made = renditions.find((one) => one.purpose === 'picture')
    const state = sendable(row, made, 'picture')
    if (state === 'ready') return made?.sha256 ?? null
    if (state === 'convert')
      putConversions(tx, tenant.tenant_id, [{ media_id, purpose: 'picture' }])
    else if (state !== 'waits') throw invalid('media_id', media_reasons[state])
    return null
  })

const read = async (
  deps: Deps,
  { tenant_id }: Tenant,
  media_id: string,
  sha256: string
): Promise<string> => {
  const found = await deps.media.read({ tenant_id, sha256 })
  if (!found) throw invalid('media_id', media_reasons.deleted)
  const parts: Uint8Array[] = []
  for await (const part of found.content) parts.push(part)
  const picture = Buffer.concat(parts)
  if (picture.length === 0) throw new Error(`the picture of ${media_id} has no content`)
  return picture.toString('base64')
}
