import { z } from 'zod'
import type { ErrorCode } from '../domain/errors.ts'
import { contact_pattern } from '../schemas/contact.ts'
import { Group, GroupSummary, group_id_pattern, InvitedGroup } from '../schemas/group.ts'
import { GroupChanges, GroupSettingsAtOnce, Subject } from '../schemas/group-change.ts'
import { invite_code_pattern, JoinRequest } from '../schemas/group-invite.ts'
import { group_people_max, MemberOutcome } from '../schemas/group-members.ts'
import { PictureContent } from '../schemas/picture-change.ts'
import { call } from './define-call.ts'

const group_id = z.string().regex(group_id_pattern)
const people = z.array(z.string().regex(contact_pattern)).max(group_people_max)
const invite_code = z.string().regex(invite_code_pattern)
const nothing = z.object({})
const member_outcomes = z.object({ subject: z.string(), outcomes: z.array(MemberOutcome) })

const asked = { needs: 'connected', timeout_ms: 10_000, rate: 'questions' } as const
/** People are looked up before they are added. */
const looked_up = {
  needs: 'connected',
  timeout_ms: 10_000,
  rate: 'people',
  counts_each: 'participants'
} as const
const refused_changes = ['group_not_found', 'not_a_group_admin'] as const satisfies ErrorCode[]

/** What a connection can be asked about groups. */
export const group_calls = {
  /** A group as its members see it. */
  read_group: call({
    ...asked,
    input: z.strictObject({ group_id }),
    output: Group,
    repeatable: true,
    errors: ['group_not_found', 'not_a_group_member']
  }),
  /** A piece of the groups that the account is in, by their ids; `after` is the last of the piece before. */
  list_groups: call({
    ...asked,
    input: z.strictObject({
      after: group_id.nullable(),
      limit: z.number().int().min(1).max(1_000)
    }),
    output: z.object({ groups: z.array(GroupSummary), more: z.boolean() }),
    repeatable: true,
    errors: []
  }),
  /** Makes a group. `key` is how WhatsApp's apps call the request: its notification repeats it. */
  create_group: call({
    ...looked_up,
    input: z.strictObject({
      key: z.string().max(64),
      subject: Subject,
      participants: people,
      settings: GroupSettingsAtOnce
    }),
    output: z.object({ group: Group, outcomes: z.array(MemberOutcome) }),
    repeatable: false,
    errors: []
  }),
  /** Changes what is given, and answers with the group as it is then. */
  update_group: call({
    ...asked,
    input: z.strictObject({ group_id, changes: GroupChanges }),
    output: Group,
    repeatable: true,
    errors: [...refused_changes, 'not_a_group_member']
  }),
  /** Shows a picture of the group, or none any more, and answers with its id. */
  set_group_picture: call({
    ...asked,
    input: z.strictObject({ group_id, picture: PictureContent }),
    output: z.object({ id: z.string().nullable() }),
    repeatable: true,
    errors: [...refused_changes, 'picture_refused']
  }),
  leave_group: call({
    ...asked,
    input: z.strictObject({ group_id }),
    output: nothing,
    repeatable: false,
    errors: ['group_not_found', 'not_a_group_member']
  }),
  /** Adds people, as far as they let themselves be added. Who is in the group already stays so. */
  add_members: call({
    ...looked_up,
    input: z.strictObject({ group_id, participants: people.min(1) }),
    output: member_outcomes,
    repeatable: true,
    errors: [...refused_changes, 'not_a_group_member']
  }),
  change_members: call({
    ...asked,
    input: z.strictObject({
      group_id,
      action: z.enum(['remove', 'promote', 'demote']),
      participants: people.min(1)
    }),
    output: member_outcomes,
    repeatable: true,
    errors: [...refused_changes, 'not_a_group_member']
  }),
  /** The code by which people join the group. */
  read_invite: call({
    ...asked,
    input: z.strictObject({ group_id }),
    output: z.object({ code: z.string() }),
    repeatable: true,
    errors: refused_changes
  }),
  /** Another code takes its place, and it leads nowhere any more. Doing it twice leaves one code that works, too. */
  reset_invite: call({
    ...asked,
    input: z.strictObject({ group_id }),
    output: z.object({ code: z.string() }),
    repeatable: true,
    errors: refused_changes
  }),
  /** The group that an invitation leads to. */
  read_invitation: call({
    ...asked,
    input: z.strictObject({ code: invite_code }),
    output: z.object({ group: InvitedGroup }),
    repeatable: true,
    errors: ['invitation_not_found', 'group_full']
  }),
  /** Joins by an invitation, or asks an admin to be let in. */
  join_group: call({
    ...asked,
    input: z.strictObject({ code: invite_code }),
    output: z.object({
      group_id: z.string(),
      status: z.enum(['joined', 'requested', 'already_member'])
    }),
    repeatable: true,
    errors: ['invitation_not_found', 'group_full']
  }),
  list_join_requests: call({
    ...asked,
    input: z.strictObject({ group_id }),
    output: z.object({ requests: z.array(JoinRequest) }),
    repeatable: true,
    errors: refused_changes
  }),
  /** Lets people in who ask, or does not. A request that was decided is gone: doing it twice says so. */
  decide_join_requests: call({
    ...asked,
    input: z.strictObject({
      group_id,
      action: z.enum(['approve', 'reject']),
      participants: people.min(1)
    }),
    output: member_outcomes,
    repeatable: false,
    errors: [...refused_changes, 'not_a_group_member']
  })
}
