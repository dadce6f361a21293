import { ContactPicture } from '../../../schemas/profile.ts'
import { contactAddress } from '../../../usecases/contacts/address.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { route } from '../../route.ts'
import { contactParams, named } from './params.ts'

export const readContactPictureRoute = route({
  operation_id: 'getContactPicture',
  method: 'GET',
  url: '/api/v1/sessions/:id/contacts/:contact/picture',
  scope: 'contacts:read',
  errors: callErrors('read_picture'),
  schema: { params: contactParams, response: { 200: ContactPicture } },
  summary: 'Read the picture of a contact',
  description: `The picture that the contact shows to this number at this moment. ${named}`,
  tags: ['contacts'],
  handler: (deps, request) =>
    callSession(
      deps,
      request.tenant,
      request.params.id,
      'read_picture',
      { contact: contactAddress(request.params.contact) },
      request.signal
    )
})
