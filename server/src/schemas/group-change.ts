import { z } from 'zod'
import { DisappearingSeconds } from './chat-call.ts'
import { group_people_max } from './group-members.ts'

/** As many characters as WhatsApp takes. */
const subject_max = 100
const description_max = 2_048

export const Subject = z.string().trim().min(1).max(subject_max).describe('What it is called.')

const settings_at_once = {
  only_admins_send: z.boolean().optional(),
  only_admins_edit: z.boolean().optional().describe('Subject, description and picture.'),
  join_approval: z.boolean().optional().describe('Whether an admin has to let people in.'),
  disappearing_s: DisappearingSeconds.optional().describe(
    'Seconds after which messages disappear: a day, a week, 90 days, or 0 to keep them.'
  )
}

/** What WhatsApp takes with the request that makes a group, so that it is never there without. */
export const GroupSettingsAtOnce = z.strictObject(settings_at_once)

/** What is to be changed of a group; what is left out stays. */
export const GroupChanges = z
  .strictObject({
    subject: Subject.optional(),
    description: z
      .string()
      .trim()
      .min(1)
      .max(description_max)
      .nullable()
      .optional()
      .describe('null takes it away.'),
    settings: z
      .strictObject({ ...settings_at_once, only_admins_add: z.boolean().optional() })
      .optional()
  })
  .meta({ id: 'UpdateGroup' })

export type GroupChanges = z.output<typeof GroupChanges>

/** What a group is made of. */
export const NewGroup = z
  .strictObject({
    subject: Subject,
    participants: z
      .array(z.string().min(1).max(60))
      .max(group_people_max)
      .optional()
      .describe(
        'Whom to add: numbers in international format, JIDs, LIDs, or contacts by their ids. The number of the session is in the group anyway.'
      ),
    settings: GroupSettingsAtOnce.optional()
  })
  .meta({ id: 'CreateGroup' })

export type NewGroup = z.output<typeof NewGroup>
