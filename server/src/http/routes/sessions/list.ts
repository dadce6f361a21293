import { z } from 'zod'
import { Session } from '../../../schemas/session.ts'
import { SessionStatus } from '../../../schemas/session-standing.ts'
import { readSessions } from '../../../usecases/sessions/read.ts'
import { pageFields, pageOf, pageRequest } from '../../page.ts'
import { route } from '../../route.ts'

export const listSessionsRoute = route({
  operation_id: 'listSessions',
  method: 'GET',
  url: '/api/v1/sessions',
  scope: 'sessions:read',
  schema: {
    querystring: z.strictObject({ ...pageFields('session'), status: SessionStatus.optional() }),
    response: { 200: pageOf(Session) }
  },
  summary: 'List sessions, newest first',
  tags: ['sessions'],
  handler: (deps, { tenant, query }) =>
    readSessions(deps, tenant, { ...pageRequest(query), status: query.status ?? null })
})
