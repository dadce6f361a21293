import { AppError } from '../../domain/errors.ts'
import type { Idempotency } from '../../domain/idempotency.ts'
import type { Pacing } from '../../domain/pacing.ts'
import { type SessionRow, sessionView } from '../../domain/session.ts'
import type { Tenant } from '../../domain/tenant.ts'
import { violatedConstraint } from '../../lib/db.ts'
import { getSession, lockSession, renameSession, setPacing } from '../../store/sessions.ts'
import type { Deps } from '../deps.ts'
import { requireMessagesFor } from '../events/visible.ts'
import { withIdempotency } from '../idempotency/with-idempotency.ts'
import { setSessionWebhook } from './webhook-url.ts'

export type SessionChanges = {
  session_name?: string | undefined
  webhook_url?: string | null | undefined
  pacing?: { [Setting in keyof Pacing]?: Pacing[Setting] | undefined } | undefined
}

/** Changes what is given. The answer holds `webhook_secret` when the session had no webhook before. */
export const updateSession = async (
  deps: Deps,
  tenant: Tenant,
  session_id: string,
  changes: SessionChanges,
  idempotency: Idempotency | undefined
): Promise<Record<string, unknown>> => {
  const { tenant_id } = tenant
  const { session_name, webhook_url, pacing } = changes
  if (webhook_url) requireMessagesFor(tenant, ['*'], 'to set webhook_url')
  try {
    return await deps.db.withTenant(tenant, (tx) =>
      withIdempotency(deps, tx, tenant, idempotency, async () => {
        const session = await lockSession(tx, tenant_id, session_id)
        if (session_name !== undefined) await renameSession(tx, tenant_id, session_id, session_name)
        if (pacing)
          await setPacing(tx, tenant_id, session_id, { ...pacingOf(session), ...given(pacing) })
        const { secret } =
          webhook_url === undefined
            ? { secret: null }
            : await setSessionWebhook(deps, tx, session, webhook_url)
        const view = sessionView(await getSession(tx, tenant_id, session_id))
        return secret === null ? view : { ...view, webhook_secret: secret }
      })
    )
  } catch (error) {
    if (violatedConstraint(error) !== 'sessions_name') throw error
    throw new AppError('session_name_taken', { session_name }, { cause: error })
  }
}

const pacingOf = (session: SessionRow): Pacing => ({
  messages_per_minute: session.messages_per_minute,
  pause_between_messages_ms: session.pause_between_messages_ms
})

const given = (pacing: NonNullable<SessionChanges['pacing']>): Partial<Pacing> => ({
  ...(pacing.messages_per_minute !== undefined && {
    messages_per_minute: pacing.messages_per_minute
  }),
  ...(pacing.pause_between_messages_ms !== undefined && {
    pause_between_messages_ms: pacing.pause_between_messages_ms
  })
})
