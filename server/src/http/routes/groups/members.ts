import type { AuditAction } from '../../../domain/audit.ts'
import { GroupMemberResults, GroupPeople } from '../../../schemas/group-members.ts'
import { changeGroupPeople, type PeopleChange } from '../../../usecases/groups/members.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { type Route, route } from '../../route.ts'
import { groupParams } from './params.ts'

const each =
  'The answer has one entry for each person, in the order of the request; it is 200 also where nothing was done with some of them, or all.'

const nameOfBody = (operation_id: string): string =>
  operation_id.slice(0, 1).toUpperCase() + operation_id.slice(1)

/** A route that does one thing with people in a group. */
const peopleRoute = ({
  change,
  ...facts
}: {
  operation_id: string
  method: 'POST' | 'DELETE'
  audit: AuditAction
  place: 'participants' | 'admins'
  change: PeopleChange
  summary: string
  description: string
}): Route => {
  const { place, description, ...rest } = facts
  return route({
    ...rest,
    url: `/api/v1/sessions/:id/groups/:group/${place}`,
    scope: 'groups:write',
    errors: callErrors(change.call),
    schema: {
      params: groupParams,
      body: GroupPeople.meta({ id: nameOfBody(rest.operation_id) }),
      response: { 200: GroupMemberResults }
    },
    description: `${description} ${each}`,
    tags: ['groups'],
    handler: (deps, { context, params, body }) =>
      changeGroupPeople(deps, context, params, body.participants, change)
  })
}

export const group_people_routes: Route[] = [
  peopleRoute({
    operation_id: 'addGroupParticipants',
    method: 'POST',
    audit: 'group.members_added',
    place: 'participants',
    change: { call: 'add_members' },
    summary: 'Add people to a group',
    description:
      'Where a person lets nobody add them, or not this number, `status` is `invitation_needed` and `invitation` is the content of the message of type `group_invite` that invites them.'
  }),
  peopleRoute({
    operation_id: 'removeGroupParticipants',
    method: 'DELETE',
    audit: 'group.members_removed',
    place: 'participants',
    change: { call: 'change_members', action: 'remove' },
    summary: 'Remove people from a group',
    description: 'Only admins may.'
  }),
  peopleRoute({
    operation_id: 'addGroupAdmins',
    method: 'POST',
    audit: 'group.admins_added',
    place: 'admins',
    change: { call: 'change_members', action: 'promote' },
    summary: 'Make members of a group admins',
    description: 'Only admins may.'
  }),
  peopleRoute({
    operation_id: 'removeGroupAdmins',
    method: 'DELETE',
    audit: 'group.admins_removed',
    place: 'admins',
    change: { call: 'change_members', action: 'demote' },
    summary: 'Make admins of a group plain members',
    description: 'Only admins may. They stay in the group.'
  })
]
