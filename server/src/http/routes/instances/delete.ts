import { z } from 'zod'
import { stopInstance } from '../../../usecases/instances/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteInstanceRoute = route({
  operation_id: 'deleteInstance',
  method: 'DELETE',
  audit: 'instance.deleted',
  url: '/api/v1/instances/:id',
  scope: 'sessions:write',
  schema: { params: idParams('instance'), response: { 204: z.undefined() } },
  errors: ['worker_unavailable', 'worker_unreachable', 'session_wanted'],
  summary: 'Delete an instance',
  description:
    'Stops your sessions on it; they stay linked. An instance without sessions is removed.',
  tags: ['instances'],
  handler: async (deps, request) => {
    await stopInstance(deps, request.tenant, request.params.id)
  }
})
