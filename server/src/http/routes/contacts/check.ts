import { z } from 'zod'
import { CheckContacts, CheckedContact } from '../../../schemas/contact.ts'
import { checkContacts } from '../../../usecases/contacts/check.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const checkContactsRoute = route({
  operation_id: 'checkContacts',
  method: 'POST',
  url: '/api/v1/sessions/:id/contacts/check',
  audit: { none: 'It only asks.' },
  scope: 'contacts:read',
  errors: callErrors('check_contacts'),
  schema: {
    params: idParams('session'),
    body: CheckContacts,
    response: { 200: z.object({ data: z.array(CheckedContact) }).meta({ id: 'CheckedContacts' }) }
  },
  summary: 'Check which numbers are on WhatsApp',
  description:
    'WhatsApp is asked through this session, which must be connected. The answer has one entry for each number, in the order of the request. A session may check 500 numbers at once and one more each second: WhatsApp restricts numbers that look up many strangers.',
  tags: ['contacts'],
  handler: (deps, request) =>
    checkContacts(
      deps,
      request.tenant,
      request.params.id,
      request.body.phone_numbers,
      request.signal
    )
})
