import { z } from 'zod'
import { deleteOptOut } from '../../../usecases/opt-outs/opt-outs.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteOptOutRoute = route({
  operation_id: 'deleteOptOut',
  method: 'DELETE',
  audit: 'opt_out.deleted',
  url: '/api/v1/opt-outs/:id',
  idempotency: 'transactional',
  scope: 'contacts:write',
  beyond_sessions: true,
  schema: { params: idParams('opt_out'), response: { 204: z.undefined() } },
  summary: 'Note that somebody wants messages again',
  description: 'Only when they have said so. People do so themselves with one of the start words.',
  tags: ['opt-outs'],
  handler: (deps, { context, params }) => deleteOptOut(deps, context, params.id)
})
