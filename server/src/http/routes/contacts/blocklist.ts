import { Blocklist } from '../../../schemas/contact.ts'
import { callErrors, callSession } from '../../../usecases/sessions/call.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readBlocklistRoute = route({
  operation_id: 'getBlocklist',
  method: 'GET',
  url: '/api/v1/sessions/:id/blocklist',
  scope: 'contacts:read',
  errors: callErrors('read_blocklist'),
  schema: { params: idParams('session'), response: { 200: Blocklist } },
  summary: 'List who is blocked',
  description:
    'Everybody whom the account has blocked, through the API or on the phone, as WhatsApp has it at this moment. Of those that this session knows by LID alone `jid` and `phone_number` are null.',
  tags: ['contacts'],
  handler: (deps, request) =>
    callSession(deps, request.tenant, request.params.id, 'read_blocklist', {}, request.signal)
})
