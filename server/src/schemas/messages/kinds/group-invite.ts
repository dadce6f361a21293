import { z } from 'zod'
import { kind } from './kind.ts'

export const group_invite = kind({
  type: 'group_invite',
  description: 'An invitation for one person to join a group.',
  sent: z.strictObject({
    group_id: z
      .string()
      .regex(/^[\d-]{5,40}@g\.us$/, 'Must be a group: …@g.us.')
      .describe('The group.'),
    code: z
      .string()
      .regex(/^[\w-]{4,64}$/, 'Must be the code of an invitation.')
      .describe('The code of the invitation, which WhatsApp gives to an admin.'),
    name: z.string().min(1).max(100).describe('The name of the group as it is shown.'),
    caption: z.string().min(1).max(1_024).optional(),
    expires_at: z.iso.datetime({ offset: true }).optional().describe('Three days unless given.')
  }),
  shown: z.object({
    group_id: z.string(),
    code: z.string(),
    name: z.string(),
    caption: z.string().optional(),
    expires_at: z.string().optional()
  }),
  example: {
    group_id: '120363041234567890@g.us',
    code: 'aBcDeFgHiJkL',
    name: 'Neighbours',
    caption: 'Join us',
    expires_at: '2027-03-01T17:00:00.000Z'
  },
  unfit: (_invite, chat_id) =>
    chat_id.endsWith('@g.us')
      ? { path: 'to', message: 'An invitation goes to a person, not to a group.' }
      : null
})
