import { Instance } from '../../../schemas/instance.ts'
import { readInstance } from '../../../usecases/instances/read.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const readInstanceRoute = route({
  operation_id: 'getInstance',
  method: 'GET',
  url: '/api/v1/instances/:id',
  scope: 'sessions:read',
  schema: { params: idParams('instance'), response: { 200: Instance } },
  summary: 'Read an instance',
  tags: ['instances'],
  handler: (deps, request) => readInstance(deps, request.tenant, request.params.id)
})
