import { Session } from '../../../schemas/session.ts'
import { restartSession } from '../../../usecases/sessions/restart.ts'
import { idParams } from '../../id-params.ts'
import { route } from '../../route.ts'

const errors = [
  'worker_unreachable',
  'worker_unavailable',
  'session_wanted',
  'too_many_unlinked',
  'subscription_suspended',
  'plan_limit_reached'
] as const

const restartRoute = (url: `${string}/:id/restart`, link_token = false) =>
  route({
    operation_id: 'restartSession',
    method: 'POST',
    audit: 'session.restarted',
    url,
    scope: 'sessions:write',
    link_token,
    schema: { params: idParams('session'), response: { 202: Session } },
    errors: link_token ? [...errors, 'passkey_not_asked'] : errors,
    summary: 'Close the connection and open it again',
    description: `Starts the session if it is not running. An unfinished linking is given up, and a new code follows.${link_token ? ' With a link token only while a number with a passkey is being linked.' : ''}`,
    tags: ['sessions'],
    handler: (deps, request) => restartSession(deps, request.tenant, request.params.id)
  })

export const restartSessionRoute = restartRoute('/api/v1/sessions/:id/restart')
export const authRestartRoute = restartRoute('/session/:id/restart', true)
