import { z } from 'zod'
import { idPattern } from '../../../domain/ids.ts'
import { Contact } from '../../../schemas/known-contact.ts'
import { readContact } from '../../../usecases/contacts/read.ts'
import { route } from '../../route.ts'

export const readContactRoute = route({
  operation_id: 'getContact',
  method: 'GET',
  url: '/api/v1/sessions/:id/contacts/:contact',
  scope: 'contacts:read',
  schema: {
    params: z.strictObject({
      id: z.string().regex(idPattern('session')),
      contact: z
        .string()
        .max(2_048)
        .describe('The id of a contact, a number, a JID, a LID, or a user name that begins with @.')
    }),
    response: { 200: Contact }
  },
  summary: 'Read a contact',
  description:
    'Two contacts become one when a number turns out to belong to a LID. Both ids then lead to the one that is older.',
  tags: ['contacts'],
  handler: (deps, { tenant, params }) => readContact(deps, tenant, params.id, params.contact)
})
