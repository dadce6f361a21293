import { z } from 'zod'
import { deleteDevice } from '../../../usecases/auth/devices.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

export const deleteDeviceRoute = route({
  operation_id: 'deleteDevice',
  method: 'DELETE',
  idempotency: 'transactional',
  audit: 'user.logged_out',
  url: '/api/v1/auth/devices/:id',
  scope: 'account:write',
  personal: true,
  at_home: true,
  schema: { params: idParams('token_family'), response: { 204: z.undefined() } },
  summary: 'Log out one device',
  tags: ['auth'],
  handler: (deps, request) => deleteDevice(deps, request.context, request.params.id)
})
