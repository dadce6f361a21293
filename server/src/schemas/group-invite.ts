import { z } from 'zod'
import { GroupPeople } from './group-members.ts'
import { Person } from './person.ts'
import { time } from './time.ts'

export const invite_code_pattern = /^[\w-]{4,64}$/

/** Before the code of an invitation. */
export const invite_link = 'https://chat.whatsapp.com/'

export const GroupInvite = z
  .object({
    code: z.string(),
    link: z.string().describe('What people open to join: it has the code at its end.')
  })
  .meta({ id: 'GroupInvite' })

const link_form = /^(?:https?:\/\/)?chat\.whatsapp\.com\/(?:invite\/)?([\w-]+)\/?(?:[?#].*)?$/

/** An invitation as people paste it; what comes out is its code. */
export const InviteCode = z
  .string()
  .max(300)
  .transform((text, context) => {
    const word = text.trim()
    const code = link_form.exec(word)?.[1] ?? word
    if (invite_code_pattern.test(code)) return code
    context.addIssue({
      code: 'custom',
      message: 'Must be the link of an invitation (https://chat.whatsapp.com/…) or its code.'
    })
    return z.NEVER
  })
  .describe('The link of the invitation (https://chat.whatsapp.com/…), or its code.')

export const JoinRequest = Person.extend({
  username: z.string().nullable(),
  method: z
    .string()
    .nullable()
    .describe(
      'How the person has asked, as WhatsApp calls it: `invite_link`, `linked_group_join` (from a community) or `non_admin_add` (a member wanted to add them).'
    ),
  requested_at: time.nullable()
}).meta({ id: 'GroupJoinRequest' })

export const JoinRequests = z
  .object({ data: z.array(JoinRequest) })
  .meta({ id: 'GroupJoinRequests' })

export const DecideJoinRequests = z
  .strictObject({
    action: z.enum(['approve', 'reject']),
    participants: GroupPeople.shape.participants
  })
  .meta({ id: 'DecideGroupJoinRequests' })
