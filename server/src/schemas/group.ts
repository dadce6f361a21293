import { z } from 'zod'
import { Person } from './person.ts'
import { time } from './time.ts'

export const group_id_pattern = /^\d{5,25}(-\d{5,15})?@g\.us$/

const Role = z.enum(['member', 'admin', 'superadmin'])

const Participant = Person.extend({
  username: z.string().nullable(),
  role: Role.describe('superadmin: created the group, or was made its owner.')
}).meta({ id: 'GroupParticipant' })

/** What is said of a group without saying who is in it. */
const about_group = {
  id: z.string(),
  subject: z.string(),
  subject_changed_at: time.nullable(),
  subject_changed_by: Person.nullable(),
  description: z.string().nullable(),
  description_changed_at: time.nullable(),
  description_changed_by: Person.nullable(),
  owner: Person.nullable().describe('Who created the group; null when WhatsApp does not say.'),
  created_at: time.nullable(),
  addressing_mode: z
    .enum(['pn', 'lid'])
    .describe('Whether members call each other by number (pn) or by LID.'),
  settings: z.object({
    only_admins_send: z.boolean(),
    only_admins_edit: z.boolean().describe('Subject, description and picture.'),
    only_admins_add: z.boolean(),
    join_approval: z.boolean().describe('Whether an admin has to let people in.'),
    disappearing_s: z.number().describe('Seconds after which messages disappear; 0 when they stay.')
  }),
  community: z.object({
    is_community: z.boolean(),
    is_announcements: z.boolean().describe('The announcement group of a community.'),
    parent_id: z.string().nullable().describe('The community that the group belongs to.')
  }),
  participants_count: z.number()
}

export const Group = z
  .object({ ...about_group, participants: z.array(Participant) })
  .meta({ id: 'Group' })

export type Group = z.output<typeof Group>

export const GroupSummary = z
  .object({
    ...about_group,
    own_role: Role.nullable().describe(
      'What the number of the session is in the group; null where WhatsApp does not say.'
    )
  })
  .meta({ id: 'GroupSummary' })

export type GroupSummary = z.output<typeof GroupSummary>

/** A group as it is shown to those who are invited. */
export const InvitedGroup = z.object(about_group).meta({ id: 'InvitedGroup' })

export type InvitedGroup = z.output<typeof InvitedGroup>
