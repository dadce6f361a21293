import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { asPicture } from '../media/as-picture.ts'
import { callSession, requireConnected } from '../sessions/call.ts'

/** Shows a file as the picture of a group; null: none any more. Answers with the id that WhatsApp gives it. */
export const setGroupPicture = async (
  deps: Deps,
  ctx: Context,
  { id: session_id, group: group_id }: { id: string; group: string },
  media_id: string | null
): Promise<{ id: string | null }> => {
  const { tenant, signal, entry } = ctx
  await requireConnected(deps, tenant, session_id)
  const picture = media_id && (await asPicture(deps, tenant, media_id, signal))
  entry.details = { group_id, changed: ['picture'] }
  const input = { group_id, picture }
  return callSession(deps, tenant, session_id, 'set_group_picture', input, signal)
}
