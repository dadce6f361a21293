import { Instance } from '../../../schemas/instance.ts'
import { restartInstance } from '../../../usecases/instances/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const restartInstanceRoute = route({
  operation_id: 'restartInstance',
  method: 'POST',
  audit: 'instance.restarted',
  url: '/api/v1/instances/:id/restart',
  scope: 'sessions:write',
  schema: { params: idParams('instance'), response: { 202: Instance } },
  errors: [
    'instance_not_running',
    'worker_unreachable',
    'too_many_unlinked',
    'subscription_suspended',
    'plan_limit_reached',
    'worker_unavailable'
  ],
  summary: 'Reconnect your sessions on an instance',
  description: 'Sessions of other customers on a shared instance are not touched.',
  tags: ['instances'],
  handler: (deps, request) => restartInstance(deps, request.tenant, request.params.id)
})
