import type { Tenant } from '../../domain/tenant.ts'
import { encodeCursor, type Page, type PageRequest } from '../../lib/page.ts'
import type { GroupSummary } from '../../schemas/group.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'

/** A page of the groups that the number of a session is in, by their ids. */
export const listGroups = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  { limit, position }: PageRequest,
  signal: AbortSignal
): Promise<Page<GroupSummary>> => {
  const input = { after: position, limit }
  const { groups, more } = await callSession(deps, tenant, session_id, 'list_groups', input, signal)
  const last = groups.at(-1)
  return { data: groups, next_cursor: more && last ? encodeCursor(last.id) : null }
}
