import { z } from 'zod'
import { Instance } from '../../../schemas/instance.ts'
import { SessionId } from '../../../schemas/session.ts'
import { createInstance } from '../../../usecases/instances/create.ts'
import { route } from '../../route.ts'

const HostingInstance = Instance.extend({
  session_id: z.string().describe('The session that was requested.')
}).meta({ id: 'HostingInstance' })

export const createInstanceRoute = route({
  operation_id: 'createInstance',
  method: 'POST',
  audit: 'instance.created',
  url: '/api/v1/instances',
  scope: 'sessions:write',
  schema: { body: z.strictObject({ session_id: SessionId }), response: { 201: HostingInstance } },
  errors: [
    'not_found',
    'session_not_started',
    'no_capacity',
    'too_many_unlinked',
    'subscription_suspended',
    'plan_limit_reached'
  ],
  summary: 'Start a session on a worker',
  description:
    'Answers with the instance that hosts the session as soon as a worker has it; for a running session that is its current instance. Then show its QR code (`GET /api/v1/sessions/{id}/qr`). 503 `no_capacity` or `worker_unavailable` when no worker can take it now; it will start by itself. 429 `too_many_unlinked` when too many running sessions have never been linked.',
  tags: ['instances'],
  handler: (deps, { tenant, body, signal }) => createInstance(deps, tenant, body, signal)
})
