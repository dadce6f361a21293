import { z } from 'zod'
import { time } from '../../../schemas/time.ts'
import { readDevices } from '../../../usecases/auth/devices.ts'
import { route } from '../../route.ts'

const Device = z
  .object({
    id: z.string(),
    user_agent: z.string().nullable(),
    ip: z.string().nullable(),
    created_at: time,
    last_used_at: time,
    expires_at: time,
    current: z.boolean().describe('Whether this call uses that login.')
  })
  .meta({ id: 'Device' })

export const listDevicesRoute = route({
  operation_id: 'listDevices',
  method: 'GET',
  url: '/api/v1/auth/devices',
  scope: 'account:read',
  personal: true,
  at_home: true,
  schema: { response: { 200: z.object({ data: z.array(Device), next_cursor: z.null() }) } },
  summary: 'List the devices on which the user is logged in',
  tags: ['auth'],
  handler: async (deps, request) => ({
    data: await readDevices(deps, request.tenant),
    next_cursor: null
  })
})
