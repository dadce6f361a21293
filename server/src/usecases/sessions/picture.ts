import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { asPicture } from '../media/as-picture.ts'
import { callSession, requireConnected } from './call.ts'

/** Shows a file as the picture of a number; null: none any more. Answers with the id that WhatsApp gives it. */
export const setOwnPicture = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  media_id: string | null
): Promise<{ id: string | null }> => {
  const { tenant, signal, entry } = ctx
  await requireConnected(deps, tenant, session_id)
  const picture = media_id && (await asPicture(deps, tenant, media_id, signal))
  const set = await callSession(deps, tenant, session_id, 'set_own_picture', { picture }, signal)
  entry.details = { field: 'picture' }
  return set
}
