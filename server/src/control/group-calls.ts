import { z } from 'zod'
import type { ErrorCode } from '../domain/errors.ts'
import { contact_pattern } from '../schemas/contact.ts'
import { Group, GroupSummary, group_id_pattern } from '../schemas/group.ts'
import { GroupChanges, GroupSettingsAtOnce, Subject } from '../schemas/group-change.ts'
import { group_people_max, MemberOutcome } from '../schemas/group-members.ts'
import { call } from './define-call.ts'

const group_id = z.string().regex(group_id_pattern)
const people = z.array(z.string().regex(contact_pattern)).max(group_people_max)
const nothing = z.object({})

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
  leave_group: call({
    ...asked,
    input: z.strictObject({ group_id }),
    output: nothing,
    repeatable: false,
    errors: ['group_not_found', 'not_a_group_member']
  })
}
