import { AppError } from '../domain/errors.ts'
import type { Scope, Tenant } from '../domain/tenant.ts'

/** Scopes whose calls are about sessions. Of them the database shows whoever is bound to sessions the rows of these alone. */
const of_sessions = new Set<Scope>([
  'messages:read',
  'messages:write',
  'sessions:read',
  'sessions:write',
  'webhooks:read',
  'contacts:read',
  'contacts:write',
  'groups:read',
  'groups:write',
  'analytics:read'
])

type Asked = { scope?: Scope; person?: boolean; beyond_sessions?: boolean }

/** Whether a call reaches beyond sessions: then no key that is bound to some may make it. */
export const reachesBeyondSessions = ({ scope, beyond_sessions }: Asked): boolean =>
  beyond_sessions === true || scope === undefined || !of_sessions.has(scope)

/** Refuses a key that is bound to sessions where a call reaches beyond them. */
export const refuseBeyondSessions = ({ session_ids, api_key_id }: Tenant, asked: Asked): void => {
  if (session_ids !== null && reachesBeyondSessions(asked))
    throw new AppError('key_bound', { api_key_id })
}

/** Refuses a caller whose sessions have changed since a long request began: what it sees was decided then. */
export const refuseRebound = (before: Tenant, now: Tenant): void => {
  if (String(before.session_ids) === String(now.session_ids)) return
  const detail = 'The sessions of this API key were changed. Make the call again.'
  throw new AppError('unauthenticated', { api_key_id: now.api_key_id }, { detail })
}
