import { z } from 'zod'
import { BlockedContact } from '../../../schemas/contact.ts'
import { setBlocked } from '../../../usecases/contacts/block.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { route } from '../../route.ts'
import { contactParams, named } from './params.ts'

export const blockContactRoute = route({
  operation_id: 'blockContact',
  method: 'POST',
  url: '/api/v1/sessions/:id/contacts/:contact/block',
  audit: 'contact.blocked',
  scope: 'contacts:write',
  errors: callErrors('set_blocked'),
  schema: { params: contactParams, response: { 200: BlockedContact } },
  summary: 'Block a contact',
  description: `WhatsApp keeps their messages and calls away, on the phone too, and does not tell them. ${named}`,
  tags: ['contacts'],
  handler: (deps, request) =>
    setBlocked(deps, request.context, request.params.id, request.params.contact, true)
})

export const unblockContactRoute = route({
  operation_id: 'unblockContact',
  method: 'DELETE',
  url: '/api/v1/sessions/:id/contacts/:contact/block',
  audit: 'contact.unblocked',
  scope: 'contacts:write',
  errors: callErrors('set_blocked'),
  schema: { params: contactParams, response: { 204: z.undefined() } },
  summary: 'Unblock a contact',
  description: `Their messages arrive again; what they wrote in the meantime does not. ${named}`,
  tags: ['contacts'],
  handler: async (deps, request) => {
    await setBlocked(deps, request.context, request.params.id, request.params.contact, false)
  }
})
