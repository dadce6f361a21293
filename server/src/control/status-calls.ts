import { z } from 'zod'
import { contact_pattern } from '../schemas/contact.ts'
import { StatusAudience } from '../schemas/status.ts'
import { call } from './define-call.ts'

const contact = z.string().regex(contact_pattern)
const nothing = z.object({})
const asked = {
  needs: 'connected',
  timeout_ms: 10_000,
  repeatable: true,
  rate: 'questions'
} as const

/** What a connection can be asked about statuses. */
export const status_calls = {
  /** Who sees what is posted on the phone. */
  read_status_audience: call({
    ...asked,
    input: z.strictObject({}),
    output: StatusAudience,
    errors: []
  }),
  /** Tells somebody that a status of theirs was seen. */
  read_status: call({
    ...asked,
    input: z.strictObject({ whatsapp_id: z.string().max(200), contact }),
    output: nothing,
    errors: []
  }),
  /** Mutes somebody's statuses on all devices of the account, or no longer does. */
  mute_statuses: call({
    ...asked,
    input: z.strictObject({ contact, muted: z.boolean() }),
    output: nothing,
    errors: ['settings_not_shared']
  })
}
