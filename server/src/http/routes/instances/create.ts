import { z } from 'zod'
import { Instance } from '../../../schemas/instance.ts'
import { SessionId } from '../../../schemas/session.ts'
import { createInstance } from '../../../usecases/instances/create.ts'
import { route } from '../../route.ts'

const HostingInstance = Instance.extend({
  session_id: z.string().describe('The session that was asked for.')
}).meta({ id: 'HostingInstance' })

export const createInstanceRoute = route({
  method: 'POST',
  url: '/api/v1/instances',
  scope: 'sessions:write',
  schema: { body: z.strictObject({ session_id: SessionId }), response: { 201: HostingInstance } },
  errors: ['not_found', 'session_not_started', 'no_capacity', 'too_many_unlinked'],
  summary: 'Start a session on a worker',
  description:
    'Answers as soon as a worker has the session, with the instance that hosts it; for a session that runs already that is the one it has. Then show its QR code (`GET /api/v1/sessions/{id}/qr`). 503 `no_capacity` or `worker_unavailable` when no worker can take it now: it stays wanted and starts by itself. 429 `too_many_unlinked` when too many sessions run that were never linked.',
  tags: ['instances'],
  handler: (deps, { tenant, body, signal }) => createInstance(deps, tenant, body, signal)
})
