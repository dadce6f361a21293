import type { CallInput } from '../../control/calls.ts'
import type { GroupMemberResult } from '../../schemas/group-members.ts'
import type { Context } from '../context.ts'
import type { Deps } from '../deps.ts'
import { callSession } from '../sessions/call.ts'
import { givenPeople } from './people.ts'

type Results = { data: GroupMemberResult[] }

/** What is done with people in a group, and the call that does it. */
export type PeopleChange =
  | { call: 'add_members' }
  | { call: 'change_members'; action: CallInput<'change_members'>['action'] }
  | { call: 'decide_join_requests'; action: CallInput<'decide_join_requests'>['action'] }

/** Does something with people in a group, and says of each what became of it. */
export const changeGroupPeople = async (
  deps: Deps,
  ctx: Context,
  { id: session_id, group: group_id }: { id: string; group: string },
  given: string[],
  { call, ...action }: PeopleChange
): Promise<Results> => {
  const { tenant, signal } = ctx
  const people = await givenPeople(deps, tenant, session_id, given)
  const input = { group_id, participants: people.contacts, ...action }
  ctx.entry.details = { ...input }
  // Which input belongs to which call is what PeopleChange says.
  const { subject, outcomes } = await callSession(
    deps,
    tenant,
    session_id,
    call,
    input as CallInput<typeof call>,
    signal
  )
  return { data: people.results(outcomes, { id: group_id, subject }) }
}
