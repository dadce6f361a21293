import { Contact } from '../known-contact.ts'
import { eventType } from './event-type.ts'
import { example_ids } from './examples.ts'

export const contact_events = {
  'contact.updated': eventType(
    'The account has saved a person under another name in its phone book, or no longer has them there.',
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
      created_at: '2026-11-07T09:14:03.120Z'
    }
  )
}
