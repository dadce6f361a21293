import { Instance } from '../../../schemas/instance.ts'
import { startInstance } from '../../../usecases/instances/change.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const startInstanceRoute = route({
  operation_id: 'startInstance',
  method: 'POST',
  audit: 'instance.started',
  url: '/api/v1/instances/:id/start',
  scope: 'sessions:write',
  schema: { params: idParams('instance'), response: { 202: Instance } },
  errors: [
    'instance_not_running',
    'too_many_unlinked',
    'subscription_suspended',
    'plan_limit_reached'
  ],
  summary: 'Start your sessions on an instance',
  description:
    '409 `instance_not_running` when it no longer hosts any of them: start the session instead.',
  tags: ['instances'],
  handler: (deps, request) => startInstance(deps, request.tenant, request.params.id)
})
