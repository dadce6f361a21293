import { z } from 'zod'
import { Contact } from '../known-contact.ts'
import { OptOut } from '../opt-out.ts'
import { time } from '../time.ts'
import { eventType } from './event-type.ts'
import { example_ids } from './examples.ts'

const example_opt_out = {
  id: 'opt_0192f3a17c4e7b6d8f9a0b1c2d3e4f50',
  contact_id: example_ids.chat_id,
  phone_number: '201001234567',
  source: 'word' as const,
  word: 'Stop',
  message_id: 'msg_0192f3a17c4e7b6d8f9a0b1c2d3e4f50',
  created_at: '2026-11-07T09:14:03.120Z'
}

export const contact_events = {
  'contact.updated': eventType(
    'The account has saved a person under another name in its phone book, no longer has them there, or has muted their statuses or tells of them again.',
    Contact,
    {
      id: 'con_0192f3a17c4e7b6d8f9a0b1c2d3e4f50',
      session_id: example_ids.session_id,
      phone_number: '201001234567',
      jid: '201001234567@s.whatsapp.net',
      lid: null,
      user_name: null,
      name: 'Amal from work',
      names: { saved: 'Amal from work', pushed: 'Amal', business: null },
      status_muted: false,
      created_at: '2026-11-07T09:14:03.120Z'
    }
  ),
  'contact.opted_out': eventType(
    'Somebody does not want to be written to any more: they wrote one of the words, or a call said so. Messages to them are refused.',
    OptOut,
    example_opt_out
  ),
  'contact.opted_in': eventType(
    'Somebody who had opted out may be written to again: they wrote one of the start words, or a call said so.',
    OptOut.extend({ ended_by: z.enum(['word', 'api']) }).meta({ id: 'OptOutEnded' }),
    { ...example_opt_out, ended_by: 'word' }
  ),
  'presence.updated': eventType(
    'A contact whose presence was asked for has come online or gone offline.',
    z
      .object({
        session_id: z.string(),
        contact_id: z.string().describe('The JID of the number; a LID only while it is unknown.'),
        state: z.enum(['online', 'offline']),
        last_seen_at: time.nullable().describe('null while online, or where the contact hides it.')
      })
      .meta({ id: 'PresenceUpdated' }),
    {
      session_id: example_ids.session_id,
      contact_id: example_ids.chat_id,
      state: 'offline',
      last_seen_at: '2026-11-07T09:14:03.000Z'
    }
  )
}
