import { newWhatsappId } from '../../domain/whatsapp-id.ts'
import type { Group } from '../../schemas/group.ts'
import type { NewGroup } from '../../schemas/group-change.ts'
import type { GroupMemberResult } from '../../schemas/group-members.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'
import { givenPeople } from './people.ts'

/** WhatsApp's apps leave it out where they name a request and no message. */
const message_prefix = /^3EB0/

/** Makes a group, and says of each person whether they are in it. */
export const createGroup = async (
  deps: Deps,
  ctx: Context,
  session_id: string,
  { subject, participants = [], settings = {} }: NewGroup
): Promise<Group & { results: GroupMemberResult[] }> => {
  const { tenant, signal } = ctx
  const people = await givenPeople(deps, tenant, session_id, participants)
  const key = newWhatsappId(session_id, deps.clock.now().getTime()).replace(message_prefix, '')
  const input = { key, subject, participants: people.contacts, settings }
  const made = await callSession(deps, tenant, session_id, 'create_group', input, signal)
  const { group, outcomes } = made
  ctx.entry.details = { group_id: group.id }
  return { ...group, results: people.results(outcomes, group) }
}
