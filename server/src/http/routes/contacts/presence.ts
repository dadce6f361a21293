import { z } from 'zod'
import { watchPresence } from '../../../usecases/chats/presence.ts'
import { callErrors } from '../../../usecases/sessions/call.ts'
import { route } from '../../route.ts'
import { contactParams, named } from './params.ts'

export const watchPresenceRoute = route({
  operation_id: 'watchPresence',
  method: 'POST',
  audit: { none: 'Nothing is changed.' },
  url: '/api/v1/sessions/:id/contacts/:contact/presence',
  scope: 'contacts:write',
  errors: callErrors('watch_presence'),
  schema: { params: contactParams, response: { 204: z.undefined() } },
  summary: 'Be told when a contact is online',
  description: `\`presence.updated\` comes when the contact comes and goes, as far as the contact shows it, for as long as this connection of the session lasts; after \`session.connected\` ask again. ${named}`,
  tags: ['contacts'],
  handler: (deps, { context, params }) => watchPresence(deps, context, params.id, params.contact)
})
