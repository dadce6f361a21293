import { z } from 'zod'
import { time } from './time.ts'

/** What WhatsApp calls a call by: hexadecimal digits as a rule. */
export const call_id_pattern = /^[\w.:-]{1,128}$/

export const call_media = ['audio', 'video'] as const

/** What is written to somebody who called. */
export const CallText = z.string().trim().min(1).max(4_096)

export const PhoneCall = z.object({
  session_id: z.string(),
  call_id: z.string(),
  contact_id: z
    .string()
    .describe('Who calls: the JID of the number; a LID only while it is unknown.'),
  group_id: z.string().nullable().describe('The group of a call in a group; null for any other.'),
  video: z.boolean().nullable().describe('null: not known.'),
  at: time
})

export const end_reasons = [
  'missed',
  'rejected',
  'rejected_elsewhere',
  'accepted_elsewhere'
] as const

export const RejectedCall = z
  .object({
    call_id: z.string(),
    contact_id: z.string(),
    message_id: z.string().nullable().describe('The text to the caller; null without one.'),
    message_error: z
      .string()
      .nullable()
      .describe('The code of the error by which the text was refused; the call is rejected.')
  })
  .meta({ id: 'RejectedCall' })

export const CallLink = z
  .object({ link: z.string(), media: z.enum(call_media) })
  .meta({ id: 'CallLink' })
