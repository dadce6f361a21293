import { z } from 'zod'
import {
  CallLink,
  CallText,
  call_id_pattern,
  call_media,
  RejectedCall
} from '../../../schemas/phone-call.ts'
import { rejectCall } from '../../../usecases/calls/reject.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { type Route, route } from '../../route.ts'

const tags = ['calls']

const rejectCallRoute = route({
  operation_id: 'rejectCall',
  method: 'POST',
  audit: 'call.rejected',
  url: '/api/v1/sessions/:id/calls/:call/reject',
  scope: 'sessions:write',
  errors: callErrors('reject_call'),
  schema: {
    params: idParams('session').extend({ call: z.string().regex(call_id_pattern) }),
    body: z
      .strictObject({
        text: CallText.optional().describe(
          'Sent to whoever called, as a message. The key needs messages:write for it.'
        )
      })
      .meta({ id: 'RejectCall' }),
    response: { 200: RejectedCall }
  },
  summary: 'Reject a call',
  description:
    'While it rings: the event `call.received` tells its id. `PATCH /api/v1/sessions/{id}` with `calls` rejects every call by itself.',
  tags,
  handler: (deps, { context, params, body }) => rejectCall(deps, context, params, body.text)
})

const createCallLinkRoute = route({
  operation_id: 'createCallLink',
  method: 'POST',
  audit: { none: 'WhatsApp keeps the link, and nothing of the session changes.' },
  url: '/api/v1/sessions/:id/calls/link',
  scope: 'sessions:write',
  errors: callErrors('create_call_link'),
  schema: {
    params: idParams('session'),
    body: z.strictObject({ media: z.enum(call_media) }).meta({ id: 'CreateCallLink' }),
    response: { 200: CallLink }
  },
  summary: 'Make a link to a call',
  description: 'Whoever opens it in WhatsApp joins the call. It belongs to the number.',
  tags,
  handler: async (deps, { context, params: { id }, body: { media } }) => {
    const input = { media }
    const made = await callSession(
      deps,
      context.tenant,
      id,
      'create_call_link',
      input,
      context.signal
    )
    const kind = media === 'video' ? 'video' : 'voice'
    return { link: `https://call.whatsapp.com/${kind}/${made.token}`, media }
  }
})

/** Calls by telephone to the number of a session. */
export const call_routes: Route[] = [rejectCallRoute, createCallLinkRoute]
