import { ContactAbout } from '../../../schemas/profile.ts'
import { contactAddress } from '../../../usecases/contacts/address.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { route } from '../../route.ts'
import { contactParams, named } from './params.ts'

export const readContactAboutRoute = route({
  operation_id: 'getContactAbout',
  method: 'GET',
  url: '/api/v1/sessions/:id/contacts/:contact/about',
  scope: 'contacts:read',
  errors: callErrors('read_about'),
  schema: { params: contactParams, response: { 200: ContactAbout } },
  summary: 'Read the about text of a contact',
  description: `What the contact says of themselves, as far as they show it to this number. ${named}`,
  tags: ['contacts'],
  handler: (deps, request) =>
    callSession(
      deps,
      request.tenant,
      request.params.id,
      'read_about',
      { contact: contactAddress(request.params.contact) },
      request.signal
    )
})
