import { z } from 'zod'
import { member_problem_names } from '../domain/group-outcome.ts'
import { Person } from './person.ts'
import { time } from './time.ts'

/** People who are named in one request. */
export const group_people_max = 256

const outcome = {
  status: z
    .enum(['done', 'unchanged', 'invitation_needed', 'failed'])
    .describe(
      'unchanged: everything was so before. invitation_needed: the person has to be asked with `invitation`.'
    ),
  code: z.enum(member_problem_names).nullable().describe('Why, where it was not done; else null.'),
  whatsapp_code: z.string().nullable().describe('What WhatsApp answered for this person.')
}

/** What became of one person: what a worker answers. `contact` is who was asked for. */
export const MemberOutcome = Person.extend({
  contact: z.string(),
  ...outcome,
  invitation: z.object({ code: z.string(), expires_at: time.nullable() }).nullable()
})

export type MemberOutcome = z.output<typeof MemberOutcome>

/** What became of one person, beside what the caller gave. */
export const GroupMemberResult = Person.extend({
  participant: z.string().describe('The person as it was sent.'),
  ...outcome,
  message: z.string().nullable().describe('The code as a sentence.'),
  invitation: z
    .object({
      group_id: z.string(),
      code: z.string(),
      name: z.string(),
      expires_at: time.optional()
    })
    .nullable()
    .describe('The content of a message of type `group_invite` to this person.')
}).meta({ id: 'GroupMemberResult' })

export type GroupMemberResult = z.output<typeof GroupMemberResult>

/** People to do something with. */
export const GroupPeople = z.strictObject({
  participants: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(group_people_max)
    .describe(
      'Numbers in international format, JIDs, LIDs, or contacts by their ids or user names.'
    )
})

export const GroupMemberResults = z
  .object({ data: z.array(GroupMemberResult) })
  .meta({ id: 'GroupMemberResults' })
