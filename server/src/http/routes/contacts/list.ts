import { z } from 'zod'
import { Contact } from '../../../schemas/known-contact.ts'
import { readContacts } from '../../../usecases/contacts/list.ts'
import { idParams } from '../../id-params.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listContactsRoute = route({
  operation_id: 'listContacts',
  method: 'GET',
  url: '/api/v1/sessions/:id/contacts',
  scope: 'contacts:read',
  schema: {
    params: idParams('session'),
    querystring: z.strictObject({
      ...pageFields('contact'),
      search: z
        .string()
        .trim()
        .min(1)
        .max(100)
        .optional()
        .describe(
          'Part of a name or number. Capitals, accents, Arabic vowel signs and the several forms of Arabic letters make no difference.'
        )
    }),
    response: { 200: pageOf(Contact) }
  },
  summary: 'List contacts, newest first',
  description: 'People from whom the session has received messages, or to whom it has sent some.',
  tags: ['contacts'],
  handler: (deps, { tenant, params, query }) =>
    readContacts(deps, tenant, params.id, { ...pageRequest(query), search: query.search ?? null })
})
