import type { CallOutput } from '../../control/calls.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { invite_link } from '../../schemas/group-invite.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'

type Place = { id: string; group: string }
type Invite = { code: string; link: string }

const asInvite = ({ code }: { code: string }): Invite => ({ code, link: `${invite_link}${code}` })

/** The invitation of a group. */
export const readInvite = async (
  deps: Deps,
  tenant: Tenant,
  { id, group: group_id }: Place,
  signal: AbortSignal
): Promise<Invite> =>
  asInvite(await callSession(deps, tenant, id, 'read_invite', { group_id }, signal))

/** Gives a group another invitation; the one before leads nowhere any more. */
export const resetInvite = async (
  deps: Deps,
  { tenant, signal, entry }: Context,
  { id, group: group_id }: Place
): Promise<Invite> => {
  entry.details = { group_id }
  return asInvite(await callSession(deps, tenant, id, 'reset_invite', { group_id }, signal))
}

/** Joins a group by its invitation, or asks its admins. */
export const joinGroup = async (
  deps: Deps,
  { tenant, signal, entry }: Context,
  session_id: string,
  code: string
): Promise<CallOutput<'join_group'>> => {
  const joined = await callSession(deps, tenant, session_id, 'join_group', { code }, signal)
  entry.details = { group_id: joined.group_id, status: joined.status }
  return joined
}
