import { z } from 'zod'
import { end_reasons, PhoneCall } from '../phone-call.ts'
import { eventType } from './event-type.ts'
import { example_ids } from './examples.ts'

const example = {
  session_id: example_ids.session_id,
  call_id: '5A1C0E9B77D34F21',
  contact_id: example_ids.chat_id,
  group_id: null,
  video: false,
  at: '2026-11-07T09:14:03.000Z'
}

export const call_events = {
  'call.received': eventType(
    'Somebody calls the number.',
    PhoneCall.extend({
      offline: z
        .boolean()
        .describe('It came while the session was not connected, so it may be over by now.')
    }).meta({ id: 'CallReceived' }),
    { ...example, offline: false }
  ),
  'call.ended': eventType(
    'A call to the number rings no more.',
    PhoneCall.extend({
      reason: z
        .enum(end_reasons)
        .describe(
          'missed: nobody answered. rejected: by this session. …_elsewhere: on the phone or another device of the account.'
        )
    }).meta({ id: 'CallEnded' }),
    { ...example, reason: 'missed' }
  )
}
