import { z } from 'zod'
import { call_id_pattern, call_media } from '../schemas/phone-call.ts'
import { call } from './define-call.ts'

const asked = {
  needs: 'connected',
  timeout_ms: 10_000,
  repeatable: true,
  rate: 'questions'
} as const

/** What a connection can be asked about calls by telephone. */
export const phone_calls = {
  /** Ends a call that rings, and answers who called. */
  reject_call: call({
    ...asked,
    input: z.strictObject({ call_id: z.string().regex(call_id_pattern) }),
    output: z.object({ contact_id: z.string() }),
    errors: ['call_not_found', 'call_over']
  }),
  create_call_link: call({
    ...asked,
    input: z.strictObject({ media: z.enum(call_media) }),
    output: z.object({ token: z.string() }),
    errors: []
  })
}
