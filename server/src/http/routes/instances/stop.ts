import { Instance } from '../../../schemas/instance.ts'
import { stopInstance } from '../../../usecases/instances/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const stopInstanceRoute = route({
  operation_id: 'stopInstance',
  method: 'POST',
  audit: 'instance.stopped',
  url: '/api/v1/instances/:id/stop',
  scope: 'sessions:write',
  schema: { params: idParams('instance'), response: { 202: Instance } },
  errors: ['worker_unreachable', 'worker_unavailable', 'session_wanted'],
  summary: 'Stop your sessions on an instance',
  description: 'They stay linked: when started again they connect without a new QR code.',
  tags: ['instances'],
  handler: (deps, request) => stopInstance(deps, request.tenant, request.params.id)
})
