import type { Group } from '../../schemas/group.ts'
import type { GroupChanges } from '../../schemas/group-change.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'

/** Changes how a group is called or works, and answers with the group as it is then. */
export const updateGroup = (
  deps: Deps,
  ctx: Context,
  session_id: string,
  group_id: string,
  changes: GroupChanges
): Promise<Group> => {
  const { settings = {}, ...others } = changes
  const changed = [...Object.keys(others), ...Object.keys(settings)]
  ctx.entry.details = { group_id, changed }
  const input = { group_id, changes }
  return callSession(deps, ctx.tenant, session_id, 'update_group', input, ctx.signal)
}

/** Takes the number of a session out of a group. */
export const leaveGroup = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  group_id: string
): Promise<void> => {
  ctx.entry.details = { group_id }
  await callSession(deps, ctx.tenant, session_id, 'leave_group', { group_id }, ctx.signal)
}
