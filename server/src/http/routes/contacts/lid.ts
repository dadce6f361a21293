import { z } from 'zod'
import { LidView } from '../../../schemas/contact.ts'
import { readLid } from '../../../usecases/contacts/lid.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readLidRoute = route({
  operation_id: 'getLid',
  method: 'GET',
  url: '/api/v1/sessions/:id/lids/:lid',
  scope: 'contacts:read',
  schema: {
    params: idParams('session').extend({ lid: z.string().min(1).max(60) }),
    response: { 200: LidView }
  },
  summary: 'Find the number behind a LID',
  description:
    'As far as this session has learned it, from messages, groups or checks of numbers; `jid` and `phone_number` are null while it has not. The session need not be connected.',
  tags: ['contacts'],
  handler: (deps, request) => readLid(deps, request.tenant, request.params.id, request.params.lid)
})
