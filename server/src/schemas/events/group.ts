import { z } from 'zod'
import { InvitedGroup } from '../group.ts'
import { Person } from '../person.ts'
import { time } from '../time.ts'
import { eventType } from './event-type.ts'
import { example_ids } from './examples.ts'

const { session_id } = example_ids
const group_id = '120363041234567890@g.us'
const person = {
  jid: example_ids.chat_id,
  lid: '123456789012345@lid',
  phone_number: '201001234567'
}
const at = '2026-11-07T09:14:03.000Z'

const told = {
  session_id: z.string(),
  group_id: z.string(),
  by: Person.nullable().describe(
    'Who did it, the number of the session among them; null where WhatsApp does not say.'
  ),
  at: time
}
const told_example = { session_id, group_id, by: person, at }

const GroupChanged = z.object({
  subject: z.string().optional(),
  description: z.string().nullable().optional(),
  settings: z
    .object({
      only_admins_send: z.boolean().optional(),
      only_admins_edit: z.boolean().optional(),
      only_admins_add: z.boolean().optional(),
      join_approval: z.boolean().optional(),
      disappearing_s: z.number().optional()
    })
    .optional(),
  picture: z.object({ id: z.string() }).nullable().optional().describe('null: taken away.'),
  invite_reset: z.boolean().optional().describe('The link before leads nowhere any more.'),
  deleted: z.boolean().optional()
})

export const group_events = {
  'group.created': eventType(
    'The number is in a group in which it was not: it has made the group, or somebody has and added it.',
    z
      .object({
        ...told,
        group: InvitedGroup.describe('As it was then; members are read with GET …/groups/{group}.')
      })
      .meta({ id: 'GroupCreated' }),
    {
      ...told_example,
      group: {
        id: group_id,
        subject: 'Neighbours',
        subject_changed_at: at,
        subject_changed_by: person,
        description: null,
        description_changed_at: null,
        description_changed_by: null,
        owner: person,
        created_at: at,
        addressing_mode: 'lid',
        settings: {
          only_admins_send: false,
          only_admins_edit: false,
          only_admins_add: true,
          join_approval: false,
          disappearing_s: 0
        },
        community: { is_community: false, is_announcements: false, parent_id: null },
        participants_count: 3
      }
    }
  ),
  'group.updated': eventType(
    'Somebody has changed how a group is called, described, shown or set, or has deleted it. `changes` has what is otherwise now.',
    z.object({ ...told, changes: GroupChanged }).meta({ id: 'GroupUpdated' }),
    { ...told_example, changes: { subject: 'Neighbours', settings: { only_admins_send: true } } }
  ),
  'group.participants_changed': eventType(
    'People were added to a group or removed from it, have left it, or were made admins or plain members.',
    z
      .object({
        ...told,
        action: z
          .enum(['add', 'remove', 'leave', 'promote', 'demote', 'change_number'])
          .describe(
            'add: they may have joined by themselves, as `reason` says where WhatsApp does.'
          ),
        participants: z.array(Person),
        reason: z.string().nullable().describe('As WhatsApp calls it, such as `invite`.')
      })
      .meta({ id: 'GroupParticipantsChanged' }),
    { ...told_example, action: 'add', participants: [person], reason: null }
  ),
  'group.join_request': eventType(
    'Somebody asks to join a group, has taken that back, or was not let in. It comes to admins alone. Who is let in comes as `group.participants_changed`.',
    z
      .object({
        ...told,
        action: z.enum(['created', 'revoked', 'rejected']),
        participants: z.array(Person),
        method: z
          .string()
          .nullable()
          .describe('As WhatsApp calls it: `invite_link`, `linked_group_join` or `non_admin_add`.')
      })
      .meta({ id: 'GroupJoinRequested' }),
    { ...told_example, action: 'created', participants: [person], method: 'invite_link' }
  )
}
